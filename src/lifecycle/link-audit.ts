/** Takes what was done into the chain, in order: one process at a time, so that the chain never forks. */

import {
  type Arrival,
  findChainHead,
  hasArrivals,
  insertChained,
  takeArrivals,
  tryLockChain,
} from '../../db/queries/audit.js'
import type { Deps } from '../deps.js'
import { chain, type Link } from '../domain/audit-chain.js'
import { LIMITS } from '../limits.js'

export async function linkAudit(deps: Pick<Deps, 'db'>): Promise<void> {
  const { batch } = LIMITS.audit
  if (!(await hasArrivals(deps.db))) return
  for (;;) {
    const count = await deps.db.transaction().execute(async (trx) => {
      if (!(await tryLockChain(trx))) return 0
      const arrivals = await takeArrivals(trx, batch)
      if (arrivals.length > 0) await insertChained(trx, chain(await findChainHead(trx), toLinks(arrivals)))
      return arrivals.length
    })
    if (count < batch) return
  }
}

/** An act of a person is a row of its own; automatic decisions of a batch share one, which vouches for each of them. */
function toLinks(arrivals: readonly Arrival[]): Link[] {
  const links: (Link & { members: Link['members'][number][] })[] = []
  const seal = arrivals.findLast(({ verb }) => verb === 'decisions.seal')
  const members = arrivals.filter(({ verb }) => verb === 'decisions.seal').flatMap(toMembers)
  for (const arrival of arrivals) {
    if (arrival.verb === 'decisions.seal') continue
    const { decisionId: _decisionId, digest: _digest, ...act } = arrival
    links.push({ ...act, members: toMembers(arrival) })
  }
  if (seal !== undefined) {
    const { decisionId: _decisionId, digest: _digest, ...act } = seal
    links.push({ ...act, detail: { decisions: members.length }, members })
  }
  return links
}

function toMembers({ decisionId, digest }: Arrival): { decisionId: string; digest: Buffer }[] {
  return decisionId === null || digest === null ? [] : [{ decisionId, digest }]
}
