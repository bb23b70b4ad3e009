/** Who may come in, and what they did: moderators, sessions, keys, the audit log. */

import type { Generated, JSONColumnType } from 'kysely'
import type { ActorKind, AuditVerb } from '../../src/domain/audit.js'
import type { SiteId } from '../../src/domain/comment.js'
import type { ModeratorId, ModeratorRole } from '../../src/domain/moderator.js'
import type { Fixed } from './fixed.js'

export interface ApiKeyTable {
  id: Fixed<string>
  name: Fixed<string>
  keyHash: Fixed<Buffer>
  role: Fixed<ModeratorRole>
  /** null: all sites. */
  siteIds: Fixed<SiteId[] | null>
  /** The moderator or key that made it; null: the command line, or the environment. */
  makerId: Fixed<string | null>
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
  /** The moderator or key that made it, and without whom it ends; null: the command line, or the first start. */
  makerId: Fixed<string | null>
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
