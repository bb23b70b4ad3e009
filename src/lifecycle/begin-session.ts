/** Begins a session of a moderator. Its token is always a new one, so that nobody can choose it for somebody else. */

import type { Trx } from '../../db/database.js'
import { insertAct } from '../../db/queries/audit.js'
import type { Account } from '../../db/queries/moderators.js'
import { insertSession, type LiveSession } from '../../db/queries/sessions.js'
import type { Deps } from '../deps.js'
import { actorOfPerson } from '../domain/audit.js'
import { LIMITS } from '../limits.js'
import type { Redacted } from '../privacy/redacted.js'
import { hashToken, newSessionToken } from '../privacy/session-tokens.js'

export interface BegunSession {
  token: Redacted
  session: LiveSession
}

export type SessionOwner = Pick<Account, 'id' | 'name' | 'login' | 'role' | 'siteIds'>

/** `device` is a label without anything that tells people apart. */
export async function beginSession(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  owner: SessionOwner,
  how: { device: string; hasSecondFactor: boolean },
): Promise<BegunSession> {
  const now = deps.clock()
  const token = newSessionToken()
  const { id: moderatorId, name, login, role, siteIds } = owner
  const row = {
    id: deps.newId(),
    tokenHash: hashToken(token),
    moderatorId,
    hasSecondFactor: how.hasSecondFactor,
    createdAt: now,
    seenAt: now,
    expiresAt: new Date(now.getTime() + LIMITS.session.absoluteMs),
    reauthenticatedAt: now,
  }
  await insertSession(trx, { ...row, device: how.device }, LIMITS.session.perModerator)
  await insertAct(trx, {
    by: actorOfPerson({ moderatorId, role }),
    verb: 'session.begin',
    at: now,
    subject: row.id,
    detail: { hasSecondFactor: how.hasSecondFactor },
  })
  return { token, session: { ...row, name, login, role, siteIds } }
}

/** When a session ends if it is not used meanwhile. */
export function endOf({ seenAt, expiresAt }: { seenAt: Date; expiresAt: Date }): Date {
  return new Date(Math.min(seenAt.getTime() + LIMITS.session.idleMs, expiresAt.getTime()))
}

/** Before this moment a session that was not used since has ended. */
export function idleSince(now: Date): Date {
  return new Date(now.getTime() - LIMITS.session.idleMs)
}
