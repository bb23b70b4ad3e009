/** `causerie audit verify | head`: whether the audit log is as it was written, and where it ends. */

import { parseArgs } from 'node:util'
import { findChainHead } from '../../../db/queries/audit.js'
import type { ChainHead } from '../../domain/audit-chain.js'
import { type Break, type BreakKind, verifyAudit } from '../../lifecycle/verify-audit.js'
import { UsageError } from '../usage-error.js'
import { withDatabase } from '../with-database.js'

const HEAD = /^(\d{1,15}) ?:?([0-9a-f]{64})$/

export async function audit(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { head: { type: 'string' } } })
  const [what, ...rest] = positionals
  if ((what !== 'verify' && what !== 'head') || rest.length > 0) throw new UsageError('say verify or head')
  if (what === 'head' && values.head !== undefined) throw new UsageError('--head goes with verify')
  const noted = values.head === undefined ? null : readHead(values.head)

  await withDatabase(async (db) => {
    if (what === 'head') {
      process.stdout.write(`${sayHead(await findChainHead(db))}\n`)
      return
    }
    const { rows, decisions, head, firstBreak } = await verifyAudit(db, noted)
    if (firstBreak === null) {
      process.stdout.write(`the audit log is whole: ${rows} rows, ${decisions} decisions, head ${sayHead(head)}\n`)
      return
    }
    process.stderr.write(`causerie audit: ${sayBreak(firstBreak)}; ${rows} rows before that are whole\n`)
    process.exitCode = 1
  })
}

function sayHead({ seq, hash }: ChainHead): string {
  return `${seq}:${hash.toString('hex')}`
}

function readHead(text: string): ChainHead {
  const [, seq, hash] = HEAD.exec(text) ?? []
  if (seq === undefined || hash === undefined) throw new UsageError('--head must be what `causerie audit head` printed')
  return { seq: Number(seq), hash: Buffer.from(hash, 'hex') }
}

const SENTENCES: Record<BreakKind, (found: { row: string; decision: string }) => string> = {
  'row-changed': ({ row }) => `row ${row} was changed`,
  'row-missing': ({ row }) => `row ${row} is missing`,
  'row-out-of-place': ({ row }) => `row ${row} does not follow the row before it: one of the two was put there`,
  'detail-changed': ({ row }) => `the detail of row ${row} was changed`,
  'decision-changed': ({ row, decision }) => `decision ${decision}, which row ${row} vouches for, was changed`,
  'decision-missing': ({ row, decision }) => `decision ${decision}, which row ${row} vouches for, is missing`,
  'decision-added': ({ decision }) => `decision ${decision} is in no row: it was put into the database by hand`,
  'undo-changed': () => 'decisions are said to be taken back, or not, of which the log says otherwise',
  'head-missing': ({ row }) => `row ${row} is not the one whose hash was noted: the log was written anew`,
}

function sayBreak({ kind, seq, decisionId }: Break): string {
  return SENTENCES[kind]({ row: String(seq), decision: String(decisionId) })
}
