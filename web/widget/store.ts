/** What a browser remembers for its reader. Storage may be forbidden or full: then nothing is remembered. */

const PREFIX = 'causerie:'

export function recall<Value>(key: string): Value | undefined {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key) ?? 'null') ?? undefined
  } catch {
    // Nothing there, nothing readable, or no storage: all the same to the reader.
    return undefined
  }
}

/** Keeps a value; undefined forgets it. */
export function remember(key: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + key)
    else localStorage.setItem(PREFIX + key, JSON.stringify(value))
  } catch {
    // Private windows may refuse: the comment is sent all the same.
  }
}
