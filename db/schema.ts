/** One interface per table, as the code sees it: camelCase, branded ids. The columns themselves are made in db/migrations. */

import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { AppealState } from '../src/domain/appeal.js'
import type { ActorKind, AuditVerb } from '../src/domain/audit.js'
import type { BacktestEffect, BacktestState, BacktestSummary, PeopleOutcome } from '../src/domain/backtest.js'
import type { BanEffect, BanKind } from '../src/domain/ban.js'
import type { AuthorId, CommentId, SiteId, ThreadId } from '../src/domain/comment.js'
import type { CommentStatus, DecisionAction, StatusAction } from '../src/domain/comment-status.js'
import type { DeciderKind } from '../src/domain/decision.js'
import type { BatchItemState, BatchState } from '../src/domain/decision-batch.js'
import type { ModeratorId, ModeratorRole } from '../src/domain/moderator.js'
import type { HoldReason, Policy, PolicyReason } from '../src/domain/policy.js'
import type { RaidReason, RaidSigns } from '../src/domain/raid.js'
import type { ReportReason, ReportState } from '../src/domain/report.js'
import type { SavedReply } from '../src/domain/saved-reply.js'
import type { Term } from '../src/domain/term.js'
import type { DomainHash, EmailHash } from '../src/privacy/hash-email.js'
import type { NetworkHash } from '../src/privacy/hash-network.js'
import type { ReaderHash } from '../src/privacy/hash-reader.js'
import type { Facts, Signal } from '../src/screening/check.js'

/** Written once, at insert. */
type Fixed<T> = ColumnType<T, T, never>

export interface SettingTable {
  name: string
  value: string
}

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

/** Who voted, for as long as it takes that nobody votes twice; the sum is with the comment. */
export interface VoteTable {
  commentId: Fixed<CommentId>
  voter: Fixed<ReaderHash>
  network: Fixed<ReaderHash>
  value: 1 | -1
  votedAt: Fixed<Date>
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

/** Somebody who may not comment on a site; gone when it is lifted or over. */
export interface BanTable {
  id: Fixed<string>
  siteId: Fixed<SiteId>
  kind: Fixed<BanKind>
  /** Of an address (also that of a banned author), a mail domain or a network. */
  hash: Fixed<Buffer>
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

export interface ApiKeyTable {
  id: Fixed<string>
  name: Fixed<string>
  keyHash: Fixed<Buffer>
  role: Fixed<ModeratorRole>
  /** null: all sites. */
  siteIds: Fixed<SiteId[] | null>
  createdAt: Fixed<Date>
  expiresAt: Fixed<Date | null>
  lastUsedAt: Date | null
  revokedAt: Date | null
}

export interface ModeratorTable {
  id: Fixed<ModeratorId>
  name: string
  /** What a moderator types to log in; never an address. */
  login: Fixed<string>
  role: ModeratorRole
  /** null: all sites. */
  siteIds: SiteId[] | null
  /** As src/privacy/passwords.ts writes it; null: logs in with a passkey only. */
  passwordHash: string | null
  /** Sealed under a key that is not in the database; null: no one-time codes. */
  totpSecret: Buffer | null
  /** The same, shown but not confirmed with a code yet. */
  totpSecretOffered: Buffer | null
  /** The last time step whose code was used: no code counts twice. */
  totpStep: number | null
  createdAt: Fixed<Date>
  disabledAt: Date | null
}

export interface PasskeyTable {
  id: Fixed<string>
  moderatorId: Fixed<ModeratorId>
  credentialId: Fixed<string>
  publicKey: Fixed<Buffer>
  counter: number
  transports: Fixed<string[]>
  name: string
  createdAt: Fixed<Date>
  lastUsedAt: Date | null
}

export interface SessionTable {
  id: Fixed<string>
  tokenHash: Fixed<Buffer>
  moderatorId: Fixed<ModeratorId>
  /** Families of browser and system, such as “Firefox on Linux”. */
  device: Fixed<string>
  /** Whether it began with a passkey or a one-time code, or got one since. */
  hasSecondFactor: boolean
  createdAt: Fixed<Date>
  seenAt: Date
  expiresAt: Fixed<Date>
  reauthenticatedAt: Date
}

export interface InvitationTable {
  id: Fixed<string>
  tokenHash: Fixed<Buffer>
  /** How the invited person is called until they say it themselves. */
  name: Fixed<string>
  role: Fixed<ModeratorRole>
  siteIds: Fixed<SiteId[] | null>
  /** True for the link of the first start. */
  isSetUp: Fixed<boolean>
  createdAt: Fixed<Date>
  expiresAt: Date
  usedAt: Date | null
}

/** Challenges of passkeys that were answered: an answer counts once. */
export interface UsedChallengeTable {
  hash: Fixed<Buffer>
  expiresAt: Fixed<Date>
}

/** Acts on their way into the audit log: they stay for a second. */
export interface AuditInboxTable {
  id: Generated<number>
  at: Fixed<Date>
  verb: Fixed<AuditVerb>
  actorKind: Fixed<ActorKind>
  actorId: Fixed<string | null>
  actorRole: Fixed<string | null>
  siteId: Fixed<string | null>
  subject: Fixed<string | null>
  detail: JSONColumnType<Record<string, unknown>, string | null, never> | null
  /** Set by a trigger on decisions. */
  decisionId: Fixed<string | null>
}

/** What was done, as a chain of hashes; only ever added to, but for details that are blanked. */
export interface AuditLogTable {
  seq: Fixed<number>
  at: Fixed<Date>
  verb: Fixed<string>
  actorKind: Fixed<ActorKind>
  actorId: Fixed<string | null>
  actorRole: Fixed<string | null>
  siteId: Fixed<string | null>
  subject: Fixed<string | null>
  detail: JSONColumnType<Record<string, unknown>, string | null, null> | null
  detailHash: Fixed<Buffer>
  /** Decisions that the row vouches for, packed as in src/domain/audit-chain.ts. */
  members: Fixed<Buffer | null>
  previousHash: Fixed<Buffer>
  hash: Fixed<Buffer>
}

export interface WorkerTable {
  id: string
  seenAt: Date
}

export interface Database {
  settings: SettingTable
  sites: SiteTable
  terms: TermTable
  threads: ThreadTable
  authors: AuthorTable
  bans: BanTable
  notes: NoteTable
  savedReplies: SavedReplyTable
  comments: CommentTable
  commentSearch: CommentSearchTable
  claims: ClaimTable
  submissions: SubmissionTable
  verdicts: VerdictTable
  decisions: DecisionTable
  decisionBatches: DecisionBatchTable
  decisionBatchItems: DecisionBatchItemTable
  appeals: AppealTable
  votes: VoteTable
  reports: ReportTable
  bodyPrints: BodyPrintTable
  siteCorrections: SiteCorrectionTable
  lessons: LessonTable
  backtests: BacktestTable
  backtestDifferences: BacktestDifferenceTable
  raids: RaidTable
  pushSubscriptions: PushSubscriptionTable
  pushDeliveries: PushDeliveryTable
  helperCalls: HelperCallTable
  akismetChecks: AkismetCheckTable
  apiKeys: ApiKeyTable
  moderators: ModeratorTable
  passkeys: PasskeyTable
  sessions: SessionTable
  invitations: InvitationTable
  usedChallenges: UsedChallengeTable
  workers: WorkerTable
  auditInbox: AuditInboxTable
  auditLog: AuditLogTable
}
