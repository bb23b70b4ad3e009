/** Every table by its name; the files in db/schema say what is in each, as the code sees it: camelCase, branded ids. Columns are made in db/migrations. */

import type {
  AuthorTable,
  CommentSearchTable,
  CommentTable,
  PushDeliveryTable,
  PushSubscriptionTable,
  SiteTable,
  SubmissionTable,
  TermTable,
  ThreadTable,
  VoteTable,
} from './schema/discussion.js'
import type {
  AkismetCheckTable,
  BacktestDifferenceTable,
  BacktestTable,
  BodyPrintTable,
  HelperCallTable,
  LessonTable,
  RaidTable,
  SiteCorrectionTable,
  VerdictTable,
} from './schema/judgement.js'
import type {
  AppealTable,
  BanTable,
  ClaimTable,
  DecisionBatchItemTable,
  DecisionBatchTable,
  DecisionTable,
  NoteTable,
  ReportTable,
  SavedReplyTable,
} from './schema/moderation.js'
import type {
  ApiKeyTable,
  AuditInboxTable,
  AuditLogTable,
  InvitationTable,
  ModeratorTable,
  PasskeyTable,
  SessionTable,
  UsedChallengeTable,
} from './schema/people.js'
import type { SettingTable, WorkerTable } from './schema/service.js'

export type * from './schema/discussion.js'
export type * from './schema/judgement.js'
export type * from './schema/moderation.js'
export type * from './schema/people.js'
export type * from './schema/service.js'

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
