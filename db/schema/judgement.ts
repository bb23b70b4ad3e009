/** What checks, models and helpers make of comments. */

import type { Generated, JSONColumnType } from 'kysely'
import type { BacktestEffect, BacktestState, BacktestSummary, PeopleOutcome } from '../../src/domain/backtest.js'
import type { BanEffect } from '../../src/domain/ban.js'
import type { CommentId, SiteId, ThreadId } from '../../src/domain/comment.js'
import type { StatusAction } from '../../src/domain/comment-status.js'
import type { HoldReason, Policy, PolicyReason } from '../../src/domain/policy.js'
import type { RaidReason, RaidSigns } from '../../src/domain/raid.js'
import type { Term } from '../../src/domain/term.js'
import type { Signal } from '../../src/screening/check.js'
import type { Fixed } from './fixed.js'

export interface VerdictTable {
  commentId: CommentId
  revision: number
  stage: 'spam' | 'conduct'
  score: number
  demanded: StatusAction | null
  holds: HoldReason | null
  ban: BanEffect | null
  signals: JSONColumnType<Signal[], string, string>
  /** Kept with the conduct stage, because a policy may ask for it. */
  isNewcomer: boolean | null
  createdAt: Fixed<Date>
}

/** What the repeats check compares: no text, only hashes of its letters. */
export interface BodyPrintTable {
  commentId: Fixed<CommentId>
  siteId: Fixed<SiteId>
  threadId: Fixed<ThreadId>
  exact: string
  bands: number[]
  createdAt: Fixed<Date>
}

/** The sum of what a site's moderators taught, packed as in src/screening/model/learn.ts. */
export interface SiteCorrectionTable {
  siteId: Fixed<SiteId>
  packed: Buffer
  lessons: number
  updatedAt: Date
}

/** What one comment taught: hashed places and an error, no text. Kept so that it can be taken back exactly. */
export interface LessonTable {
  siteId: Fixed<SiteId>
  /** A comment's id; or for a text that is not kept here, a hash of it. */
  subject: Fixed<string>
  label: 0 | 1
  places: number[]
  error: number
  modelVersion: string
  taughtBy: string | null
  taughtAt: Date
}

/** A changed policy tried out on past comments: a job that goes on after `lastCommentId`. */
export interface BacktestTable {
  id: Fixed<string>
  siteId: Fixed<SiteId>
  policy: JSONColumnType<Policy, string, never>
  /** null: what the terms of the day found stands. */
  terms: JSONColumnType<Term[], string | null, never> | null
  days: Fixed<number>
  /** Comments sent later are left out. */
  until: Fixed<Date>
  state: BacktestState
  total: Fixed<number>
  done: Generated<number>
  lastCommentId: CommentId
  summary: JSONColumnType<BacktestSummary, string, string>
  askedBy: Fixed<string | null>
  askedAt: Fixed<Date>
  finishedAt: Date | null
  /** When the queue is to hear of it again; null: it is over. */
  dueAt: Date | null
  expiresAt: Fixed<Date>
}

export interface BacktestDifferenceTable {
  backtestId: Fixed<string>
  commentId: Fixed<CommentId>
  done: Fixed<StatusAction>
  proposed: Fixed<StatusAction>
  reason: Fixed<PolicyReason>
  people: Fixed<PeopleOutcome | null>
  effect: Fixed<BacktestEffect>
}

/** A thread under attack by many at once; `signs` is the most that was counted. */
export interface RaidTable {
  id: Fixed<string>
  siteId: Fixed<SiteId>
  threadId: Fixed<ThreadId>
  reasons: RaidReason[]
  signs: JSONColumnType<RaidSigns, string, string>
  startedAt: Fixed<Date>
  lastsUntil: Date
  endedAt: Date | null
}

/** How often an outside helper was asked on a day (UTC), by what came of it. */
export interface HelperCallTable {
  helper: Fixed<string>
  day: Fixed<Date>
  outcome: Fixed<string>
  calls: number
}

/** What was sent to Akismet, sealed, so that a person's decision can be told with the same words. */
export interface AkismetCheckTable {
  commentId: Fixed<CommentId>
  sealed: Buffer
  verdict: 'true' | 'false'
  guid: string | null
  recheckAt: Date | null
  toldAt: Date | null
  expiresAt: Date
}
