/** Walks the chain of the audit log and says where it is broken first: changed, removed, added or moved. */

import type { Db } from '../../db/database.js'
import { countDecisions, listChain, listDecisionIds, listDigests } from '../../db/queries/audit.js'
import {
  CHAIN_START,
  type ChainedRow,
  type ChainHead,
  hashDetail,
  hashRow,
  readMembers,
} from '../domain/audit-chain.js'
import { LIMITS } from '../limits.js'

export type BreakKind =
  | 'row-changed'
  | 'row-missing'
  | 'row-out-of-place'
  | 'detail-changed'
  | 'decision-changed'
  | 'decision-missing'
  | 'decision-added'
  | 'undo-changed'
  | 'head-missing'

export interface Break {
  kind: BreakKind
  /** The row it was found at; null: no row of the log is wrong. */
  seq: number | null
  decisionId: string | null
}

export interface AuditReport {
  rows: number
  decisions: number
  head: ChainHead
  firstBreak: Break | null
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** `noted`: a head that was written down elsewhere; the chain must still lead through it. */
export async function verifyAudit(db: Db, noted: ChainHead | null): Promise<AuditReport> {
  // Everything is read as it was at one moment, however long that takes.
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      let head: ChainHead = CHAIN_START
      let decisions = 0
      let undone = 0
      const report = (firstBreak: Break | null): AuditReport => ({ rows: head.seq, decisions, head, firstBreak })
      for (;;) {
        const rows = await listChain(trx, { after: head.seq, limit: LIMITS.audit.verifyBatch })
        if (rows.length === 0) break
        const members = rows.flatMap((row) => readMembers(row.members))
        const digests = await listDigests(
          trx,
          members.map(({ decisionId }) => decisionId),
        )
        for (const row of rows) {
          const broken = checkRow(row, head) ?? checkMembers(row, digests) ?? checkNoted(row, noted)
          if (broken !== null) return report(broken)
          head = { seq: row.seq, hash: row.hash }
          if (row.verb === 'decision.undo') undone += 1
        }
        decisions += members.length
      }
      if (noted !== null && noted.seq > head.seq)
        return report({ kind: 'row-missing', seq: head.seq + 1, decisionId: null })
      const stored = await countDecisions(trx)
      if (stored.decisions !== decisions)
        return report({ kind: 'decision-added', seq: null, decisionId: await findStranger(trx) })
      if (stored.undone !== undone) return report({ kind: 'undo-changed', seq: null, decisionId: null })
      return report(null)
    })
}

function checkRow(row: ChainedRow, head: ChainHead): Break | null {
  const at = (kind: BreakKind, seq = row.seq): Break => ({ kind, seq, decisionId: null })
  if (row.seq !== head.seq + 1) return at('row-missing', head.seq + 1)
  if (!hashRow(row).equals(row.hash)) return at('row-changed')
  // The row agrees with itself, but another one stood before it.
  if (!row.previousHash.equals(head.hash)) return at('row-out-of-place')
  if (row.detail !== null && !hashDetail(row.detail).equals(row.detailHash)) return at('detail-changed')
  return null
}

function checkMembers(row: ChainedRow, digests: ReadonlyMap<string, Buffer>): Break | null {
  for (const { decisionId, digest } of readMembers(row.members)) {
    const now = digests.get(decisionId)
    if (now === undefined) return { kind: 'decision-missing', seq: row.seq, decisionId }
    if (!now.equals(digest)) return { kind: 'decision-changed', seq: row.seq, decisionId }
  }
  return null
}

function checkNoted(row: ChainedRow, noted: ChainHead | null): Break | null {
  if (noted === null || row.seq !== noted.seq || row.hash.equals(noted.hash)) return null
  return { kind: 'head-missing', seq: row.seq, decisionId: null }
}

/** A decision that no row vouches for. Looked for only once it is known that there is one. */
async function findStranger(db: Db): Promise<string | null> {
  const known = new Set<string>()
  for (let after = 0; ; ) {
    const rows = await listChain(db, { after, limit: LIMITS.audit.verifyBatch })
    for (const { members } of rows) for (const { decisionId } of readMembers(members)) known.add(decisionId)
    const last = rows.at(-1)
    if (last === undefined) break
    after = last.seq
  }
  for (let after = FIRST_ID; ; ) {
    const page = await listDecisionIds(db, { after, limit: LIMITS.audit.verifyBatch })
    const stranger = page.find(({ id, isDue }) => !isDue && !known.has(id))
    if (stranger !== undefined) return stranger.id
    const last = page.at(-1)
    if (last === undefined) return null
    after = last.id
  }
}
