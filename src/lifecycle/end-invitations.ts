/** Open invitations end with the right to make them, in the transaction that takes it away. */

import type { Trx } from '../../db/database.js'
import { insertAct } from '../../db/queries/audit.js'
import { deleteInvitationsOf } from '../../db/queries/invitations.js'
import type { Actor, AuditVerb } from '../domain/audit.js'

/** `makerId`: of the moderator, or the key. Who was let in before stays. */
export async function endInvitations(
  trx: Trx,
  { makerId, because, by, at }: { makerId: string; because: AuditVerb; by: Actor; at: Date },
): Promise<void> {
  for (const subject of await deleteInvitationsOf(trx, makerId, at))
    await insertAct(trx, { by, verb: 'invitation.withdraw', at, subject, detail: { because } })
}
