/** A word, or a run of lone letters, that reads otherwise than it is written. */
export interface Rewritten {
  written: string
  read: string
}
