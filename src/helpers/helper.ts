/** What all outside helpers have in common: a question in, a finding out. Off unless the operator set an address or a key. */

import type { HelperName } from '../domain/helper-names.js'
import type { Policy } from '../domain/policy.js'
import type { Finding } from '../screening/check.js'

/** What a helper is told of a comment. Never an address: `authorAlias` is a keyed hash of the author's random id. */
export interface Question {
  commentId: string
  siteId: string
  /** Home of the site: its first origin. */
  siteUrl: string
  language: string
  slug: string
  threadUrl: string | null
  body: string
  authorName: string
  authorUrl: string | null
  /** null: an author without an address, who is another one with every comment. */
  authorAlias: string | null
  isReply: boolean
  submittedAt: Date
  policy: Policy
}

export interface HelperAnswer {
  /** null: nothing found. */
  finding: Finding | null
  /** How the call is counted. */
  outcome: 'ham' | 'spam' | 'blatant' | 'cached'
  /** Akismet alone: what was sent, so that a person's decision can be told with the same words; and its own name for it. */
  sent?: { parameters: string; verdict: 'true' | 'false'; guid: string | null; recheckAfterS: number | null }
}

export interface Helper {
  name: HelperName
  version: string
  /** What a failure does: nothing, or a person has to look. */
  onFailure: 'ignore' | 'hold'
  /** Throws OutsideError. */
  check: (question: Question) => Promise<HelperAnswer>
}
