/** Loads what the first load leaves out: the later parts, and the words of a language. */

/** Put in by the build: `parts/` with a hash of all of them. */
declare const PART_FOLDER: string

export interface Parts {
  own: typeof import('./own.js')
  'read-all': typeof import('./read-all.js')
  report: typeof import('./report.js')
  send: typeof import('./send.js')
  solve: typeof import('./solve.js')
  vote: typeof import('./vote.js')
}

/** The addresses by which files are asked for again. */
const again: Record<string, string> = {}

/**
 * Loads a module; `base` is where embed.js is. A browser remembers for as long as the page stays that a module could not be
 * loaded, so that the next try has to ask by another address.
 */
export async function load<Module>(base: string, file: string): Promise<Module> {
  const address = again[file] ?? file
  try {
    return await import(base + address)
  } catch (error) {
    again[file] = `${address}?`
    throw error
  }
}

export const loadPart = <Name extends keyof Parts>({ base }: { base: string }, name: Name): Promise<Parts[Name]> =>
  load(base, `${PART_FOLDER}/${name}.js`)
