/** What is noted of an act: who, what, on what. Nothing that tells of a person outside, and no text of theirs. */

import type { SiteId } from './comment.js'
import type { ModeratorRole } from './moderator.js'

/** Stable: others look for them. Noun of the thing, and what was done to it. */
export const AUDIT_VERBS = [
  'comment.decide',
  'decision.undo',
  'batch.begin',
  'batch.change',
  'batch.undo',
  'appeal.decide',
  'report.dismiss',
  'ban.place',
  'ban.lift',
  'note.add',
  'note.remove',
  'saved-reply.save',
  'saved-reply.remove',
  'site.create',
  'site.change',
  'policy.replace',
  'terms.replace',
  'model.reset',
  'model.teach',
  'backtest.begin',
  'backtest.cancel',
  'key.create',
  'key.revoke',
  'invitation.create',
  'invitation.accept',
  'invitation.withdraw',
  'moderator.change',
  'moderator.remove',
  'session.begin',
  'session.prove',
  'session.end',
  'sessions.end',
  'password.replace',
  'codes.offer',
  'codes.confirm',
  'codes.remove',
  'passkey.add',
  'passkey.remove',
  'job.retry',
  'decisions.seal',
] as const
export type AuditVerb = (typeof AUDIT_VERBS)[number]

/** `operator`: at the command line; `service`: nobody. */
export const ACTOR_KINDS = ['moderator', 'key', 'operator', 'service'] as const
export type ActorKind = (typeof ACTOR_KINDS)[number]

export interface Actor {
  kind: ActorKind
  /** Of the moderator, or of the key; null for the others. */
  id: string | null
  /** At the time of the act. */
  role: ModeratorRole | null
}

/** Whoever asks by the API, a moderator or a key: what they do is kept under their name. */
export interface Caller extends Actor {
  kind: 'moderator' | 'key'
  id: string
  name: string
  role: ModeratorRole
}

export const OPERATOR: Actor = { kind: 'operator', id: null, role: null }

/** Whoever has a session is a person. */
export function actorOfPerson({ moderatorId, role }: { moderatorId: string; role: ModeratorRole }): Actor {
  return { kind: 'moderator', id: moderatorId, role }
}

/** Small and without anybody's words: ids, names of settings, numbers. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

export interface Act {
  by: Actor
  verb: AuditVerb
  at: Date
  siteId?: SiteId | null
  /** Id of the thing acted on, or its name where it has no id. */
  subject?: string | null
  detail?: AuditDetail
}
