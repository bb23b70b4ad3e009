/** What people do about comments: decisions, claims, reports, appeals, bans, notes. */

import type { JSONColumnType } from 'kysely'
import type { AppealState } from '../../src/domain/appeal.js'
import type { BanEffect, BanKind } from '../../src/domain/ban.js'
import type { AuthorId, CommentId, SiteId, ThreadId } from '../../src/domain/comment.js'
import type { CommentStatus, DecisionAction, StatusAction } from '../../src/domain/comment-status.js'
import type { DeciderKind } from '../../src/domain/decision.js'
import type { BatchItemState, BatchState } from '../../src/domain/decision-batch.js'
import type { Policy } from '../../src/domain/policy.js'
import type { ReportReason, ReportState } from '../../src/domain/report.js'
import type { SavedReply } from '../../src/domain/saved-reply.js'
import type { DomainHash, EmailHash } from '../../src/privacy/hash-email.js'
import type { NetworkHash } from '../../src/privacy/hash-network.js'
import type { ReaderHash } from '../../src/privacy/hash-reader.js'
import type { Fixed } from './fixed.js'

export interface DecisionTable {
  id: Fixed<string>
  commentId: Fixed<CommentId>
  siteId: Fixed<SiteId>
  action: Fixed<DecisionAction>
  fromStatus: Fixed<CommentStatus>
  toStatus: Fixed<CommentStatus>
  revision: Fixed<number>
  decidedBy: Fixed<DeciderKind>
  deciderName: Fixed<string | null>
  /** Id of the person or key; null when no person decided. */
  deciderId: Fixed<string | null>
  reason: Fixed<string>
  note: Fixed<string | null>
  /** The policy in force, kept with automatic decisions so that they can be explained later. */
  policy: JSONColumnType<Policy, string | null, never> | null
  decidedAt: Fixed<Date>
  /** Set when it was taken back: then it counts for nothing and is kept for the record. */
  undoneAt: Date | null
  undoneBy: string | null
}

/** One decision on many comments: the set is frozen when it begins. */
export interface DecisionBatchTable {
  id: Fixed<string>
  /** The sites whose comments are in it. */
  siteIds: Fixed<SiteId[]>
  /** As it was asked for; null: the comments were named. */
  filter: JSONColumnType<Record<string, string | boolean>, string | null, never> | null
  action: Fixed<StatusAction>
  reason: Fixed<string>
  note: Fixed<string | null>
  deciderId: Fixed<string>
  deciderName: Fixed<string>
  undoneBy: string | null
  state: BatchState
  total: Fixed<number>
  createdAt: Fixed<Date>
  /** A pause that lasts longer ends the batch. */
  pausedUntil: Date | null
  finishedAt: Date | null
  /** When the queue is to hear of it again; null: it is over. */
  dueAt: Date | null
}

export interface DecisionBatchItemTable {
  batchId: Fixed<string>
  commentId: Fixed<CommentId>
  /** The comment's when the batch began: one that has another by now is left alone. */
  revision: Fixed<number>
  state: BatchItemState
  decisionId: string | null
}

/** Who works on a comment at the moment, and until when. */
export interface ClaimTable {
  commentId: CommentId
  claimantId: string
  claimantName: string
  until: Date
}

/** A reader's objection to a comment. */
export interface ReportTable {
  id: Fixed<string>
  commentId: Fixed<CommentId>
  siteId: Fixed<SiteId>
  /** Of the comment, as the reader saw it. */
  revision: Fixed<number>
  reason: Fixed<ReportReason>
  text: Fixed<string | null>
  reporterName: Fixed<string | null>
  emailHash: Fixed<EmailHash | null>
  /** Nulled after a month, as is `network`: until then nobody reports a comment twice. */
  reporter: ReaderHash | null
  network: ReaderHash | null
  /** null: kept before raids counted reports. */
  threadId: Fixed<ThreadId | null>
  /** Nulled within minutes. */
  threadNetwork: ReaderHash | null
  /** The same reader on other comments of the site; nulled with `reporter`. */
  reporterKey: ReaderHash | null
  state: ReportState
  createdAt: Fixed<Date>
  settledAt: Date | null
  settledBy: string | null
}

/** An author's objection to a decision. */
export interface AppealTable {
  id: Fixed<string>
  commentId: Fixed<CommentId>
  siteId: Fixed<SiteId>
  decisionId: Fixed<string>
  /** Blanked with its comment. */
  text: string
  state: AppealState
  createdAt: Fixed<Date>
  settledAt: Date | null
  settledBy: string | null
  note: string | null
}

/** Somebody who may not comment on a site; gone when it is lifted or over. */
export interface BanTable {
  id: Fixed<string>
  siteId: Fixed<SiteId>
  kind: Fixed<BanKind>
  /** Of an address (also that of a banned author), a mail domain or a network. */
  hash: Fixed<EmailHash | DomainHash | NetworkHash>
  prefixBits: Fixed<number | null>
  authorId: AuthorId | null
  effect: BanEffect
  reason: string | null
  bannedBy: string
  bannedById: string
  createdAt: Date
  expiresAt: Date | null
}

/** What a moderator noted on a comment or an author, for colleagues. */
export interface NoteTable {
  id: Fixed<string>
  siteId: Fixed<SiteId>
  authorId: Fixed<AuthorId>
  /** null: on the author. */
  commentId: Fixed<CommentId | null>
  body: Fixed<string>
  writtenBy: Fixed<string>
  writtenById: Fixed<string>
  createdAt: Fixed<Date>
}

/** A text that a site's moderators need again and again. */
export interface SavedReplyTable {
  id: Fixed<string>
  siteId: Fixed<SiteId>
  title: string
  body: string
  reason: SavedReply['reason']
  createdAt: Fixed<Date>
}
