/** Which versions of a thread its readers have been told of: changes may come twice, late, or never. */

export interface VersionLine {
  /** Up to here nothing is missing: what a reader names to go on from. */
  settled: () => number
  /** The newest version that is known. */
  newest: () => number
  /** Marks a change as told; false when it was told before. */
  take: (version: number) => boolean
  /** What the database says; true when it knows of a version that nobody was told of. */
  confirm: (version: number) => boolean
}

export function createVersionLine(start: number): VersionLine {
  let settled = start
  // Told, but something before them is missing.
  const ahead = new Set<number>()

  const closeUp = (): void => {
    while (ahead.delete(settled + 1)) settled += 1
  }

  return {
    settled: () => settled,
    newest: () => Math.max(settled, ...ahead),
    take: (version) => {
      if (version <= settled || ahead.has(version)) return false
      ahead.add(version)
      closeUp()
      return true
    },
    confirm: (version) => {
      if (version <= settled) return false
      const told = [...ahead].filter((known) => known <= version)
      const hasMissed = told.length < version - settled
      settled = version
      for (const known of told) ahead.delete(known)
      closeUp()
      return hasMissed
    },
  }
}
