/** The one shape of a check: a pure function of the comment and the facts gathered for it. A check never fetches. */

import type { BanEffect, BanInForce } from '../domain/ban.js'
import type { StatusAction } from '../domain/comment-status.js'
import type { FormTokenState } from '../domain/form-token.js'
import type { HoldReason, Policy } from '../domain/policy.js'
import type { ProofState, RaidState } from '../domain/raid.js'
import type { Term } from '../domain/term.js'
import type { SiteCorrection } from './model/learn.js'
import type { Model } from './model/weights.js'

/** What is judged. */
export interface Subject {
  body: string
  authorName: string
  authorUrl: string | null
  isReply: boolean
}

/** Everything a check may need to know besides the comment itself; loaded once by gather-facts.ts. */
export interface Facts {
  policy: Policy
  terms: readonly Term[]
  language: string
  thread: { slug: string; title: string | null; url: string | null }
  /**
   * How the form was filled in. `elapsedMs` is the time between form and submit, null without a valid token;
   * `proof` is there when the form carried a puzzle.
   */
  form: { honeypotFilled: boolean; token: FormTokenState; elapsedMs: number | null; proof?: ProofState }
  /** The author's other comments on this site by status. All zero for an author without an address. */
  author: { hasEmail: boolean; approved: number; rejected: number; spam: number; pending: number }
  /** Comments on this site in the last ten minutes, this one included; network is 0 when it is not known. */
  rate: { byAuthor: number; byNetwork: number }
  /** Other comments of the last 30 days with the same body (`same`) or nearly the same one (`near`). */
  repeats: { same: RepeatCount; near: RepeatCount }
  /** Whether the thread is under a raid. */
  raid: RaidState
  /** Bans in force that the comment falls under. */
  bans: readonly BanInForce[]
  /** Display names of the site's staff. */
  staffNames: readonly string[]
  /** The shipped model, and what this site's moderators taught it. */
  models: { model: Model; correction: SiteCorrection }
}

export interface RepeatCount {
  comments: number
  threads: number
  sites: number
  /** How many of them are spam by now. */
  spam: number
}

/** What a check found. */
export interface Finding {
  /** How sure this makes us that the comment is spam (spam stage) or against the rules (conduct stage), 0 to 1. */
  score: number
  /** 0 to 1: how much this speaks for the comment, taking that share off the stage's score. */
  relief?: number
  /** Set only by a rule of the site's own people. */
  demanded?: StatusAction
  /** Only recorded: kept and shown, but it does not count. Set by a check of shadow terms, or by the site's policy. */
  shadow?: boolean
  /** A reason why a person has to look that is none against the comment itself. */
  holds?: HoldReason
  /** Set by the check of bans alone. */
  ban?: BanEffect
  /** One line for a moderator, in English. Never holds an address. */
  note: string
  /** The same in figures and words of the text, for translation and highlighting. */
  details?: Readonly<Record<string, number | string | boolean | readonly string[]>>
}

/** A finding with its origin, as kept with the verdict. */
export interface Signal extends Finding {
  check: string
  version: string
  kind: Check['kind']
}

export interface Check {
  /** kebab-case, same as the file's name; part of the stored signal. */
  name: string
  /** Rises when the check's behaviour changes, so that an old verdict can be explained. */
  version: string
  /** What it looks at: the text, what surrounds it, or, for a model, all of the text at once. */
  kind: 'text' | 'model' | 'circumstance'
  /** null: nothing found. Pure, synchronous, linear in the length of the body. */
  run: (subject: Subject, facts: Facts) => Finding | null
}
