/** A word, phrase or link host that a site does not want to see, and what happens to a comment that holds it. */

export const TERM_KINDS = ['word', 'phrase', 'host'] as const
export const TERM_ACTIONS = ['hold', 'reject', 'markSpam'] as const

export interface Term {
  /** `word` matches whole words, `phrase` any run of text, `host` a link's host and its subdomains. */
  kind: (typeof TERM_KINDS)[number]
  /** As the moderator wrote it; compared without case, accents or disguises. 2 to 100 characters. */
  text: string
  action: (typeof TERM_ACTIONS)[number]
  /** Only records what it would have done. */
  shadow?: boolean
}

export const TERM_LIMITS = { minLength: 2, maxLength: 100 } as const
