/** What readers and authors make: threads of a site, comments, votes, subscriptions. */

import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { AuthorId, CommentId, SiteId, ThreadId } from '../../src/domain/comment.js'
import type { CommentStatus } from '../../src/domain/comment-status.js'
import type { Policy } from '../../src/domain/policy.js'
import type { Term } from '../../src/domain/term.js'
import type { DomainHash, EmailHash } from '../../src/privacy/hash-email.js'
import type { NetworkHash } from '../../src/privacy/hash-network.js'
import type { ReaderHash } from '../../src/privacy/hash-reader.js'
import type { Facts } from '../../src/screening/check.js'
import type { Fixed } from './fixed.js'

export interface SiteTable {
  id: Fixed<SiteId>
  name: string
  origins: string[]
  language: string
  policy: JSONColumnType<Policy, string, string>
  keySeed: Fixed<string>
  createdAt: Fixed<Date>
}

export interface TermTable {
  siteId: SiteId
  kind: Term['kind']
  text: string
  action: Term['action']
  isShadow: Generated<boolean>
}

export interface ThreadTable {
  id: Fixed<ThreadId>
  siteId: Fixed<SiteId>
  slug: Fixed<string>
  /** Of the page that it is about, as a visible comment or the site itself says. */
  url: string | null
  title: string | null
  /** The comment that said so; null: the site did, or nobody. */
  describedBy: CommentId | null
  isOpen: Generated<boolean>
  /** Rises with every change that readers can see. */
  version: Generated<number>
  approvedCount: Generated<number>
  createdAt: Fixed<Date>
  /** When readers are to see votes they have not seen yet; null: there are none. */
  votesDueAt: ColumnType<Date | null, never, Date | null>
}

export interface AuthorTable {
  id: Fixed<AuthorId>
  siteId: Fixed<SiteId>
  /** null for an author who gave no address: such an author has no record. */
  emailHash: EmailHash | null
  domainHash: DomainHash | null
  /** Who of the staff it is; null: a reader. */
  moderatorId: ColumnType<string | null, string | null | undefined, string | null>
  createdAt: Fixed<Date>
}

export type FormEvidence = Facts['form']

export interface CommentTable {
  id: Fixed<CommentId>
  siteId: Fixed<SiteId>
  threadId: Fixed<ThreadId>
  parentId: Fixed<CommentId | null>
  /** The top-level comment of the branch; its own id for a top-level comment. */
  rootId: Fixed<CommentId>
  /** Ancestors from the top down. */
  path: Fixed<CommentId[]>
  authorId: Fixed<AuthorId>
  authorName: string
  authorUrl: string | null
  body: string
  /** Rendered at approval by the renderer named in htmlVersion; null while the comment is not approved. */
  html: string | null
  htmlVersion: number | null
  status: CommentStatus
  revision: Generated<number>
  isPinned: Generated<boolean>
  isStaff: Generated<boolean>
  votes: Generated<number>
  /** How many approved comments are below this one: above zero, a comment that is gone shows as a tombstone. */
  approvedBelow: Generated<number>
  approvedReplies: Generated<number>
  form: JSONColumnType<FormEvidence, string, string>
  /** The page it was written on, as its author's browser says; the thread's once the comment is approved. */
  pageUrl: string | null
  pageTitle: string | null
  /** Keyed hash of the network prefix, nulled after a week. */
  networkHash: NetworkHash | null
  /** Which ban of a network it fell under when it was sent; goes with `networkHash`. */
  networkBanId: string | null
  submittedAt: Fixed<Date>
  editedAt: Date | null
  editableUntil: Fixed<Date>
  /** When the comment was last handed to the queue; null: not yet. */
  queuedAt: Date | null
  /** Set by a person's decision, cleared when the site's model has learned from it. */
  lessonDueAt: Date | null
  /** Since when it counts as waiting for a person, see src/domain/urgency.ts; null: since it was sent. */
  urgentSince: Date | null
  /** When a deleted comment is to be emptied: until then a moderator's deletion can be taken back. */
  blankDueAt: Date | null
}

/** Name and body in lower case, for the search; a trigger keeps it. */
export interface CommentSearchTable {
  commentId: Fixed<CommentId>
  text: string
}

/** Remembers submits for a while, so that the same one sent twice is one comment. */
export interface SubmissionTable {
  siteId: SiteId
  /** `key:` and a keyed hash of the client's Idempotency-Key, or `auto:` and the fingerprint. */
  key: string
  fingerprint: Buffer
  commentId: CommentId
  expiresAt: Date
}

/** Who voted, for as long as it takes that nobody votes twice; the sum is with the comment. */
export interface VoteTable {
  commentId: Fixed<CommentId>
  voter: Fixed<ReaderHash>
  network: Fixed<ReaderHash>
  value: 1 | -1
  votedAt: Fixed<Date>
}

/** A browser that wants to be told of replies. Its endpoint is a stranger's URL: only src/push may send there. */
export interface PushSubscriptionTable {
  id: Fixed<string>
  siteId: Fixed<SiteId>
  slug: Fixed<string>
  /** null: of the whole thread. */
  under: Fixed<CommentId | null>
  endpoint: Fixed<string>
  p256dh: string
  auth: string
  /** Keyed hash of the network prefix, nulled after a week. */
  networkHash: NetworkHash | null
  createdAt: Date
}

/** A subscription that is to hear of a comment; the row goes when it has. */
export interface PushDeliveryTable {
  subscriptionId: Fixed<string>
  commentId: Fixed<CommentId>
  attempts: Generated<number>
  dueAt: Date
}
