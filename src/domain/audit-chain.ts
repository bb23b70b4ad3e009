/** The chain of the audit log: each row's hash covers the row and the hash before it. */

import { createHash } from 'node:crypto'
import type { ActorKind } from './audit.js'

/** A row before it is in the chain. */
export interface Link {
  at: Date
  verb: string
  actorKind: ActorKind
  actorId: string | null
  actorRole: string | null
  siteId: string | null
  subject: string | null
  detail: unknown
  /** Decisions that the row vouches for. */
  members: readonly Member[]
}

export interface Member {
  decisionId: string
  /** SHA-256 of the decision as it is stored. */
  digest: Buffer
}

export interface ChainHead {
  seq: number
  hash: Buffer
}

export interface ChainedRow extends Omit<Link, 'members'> {
  seq: number
  detailHash: Buffer
  members: Buffer | null
  previousHash: Buffer
  hash: Buffer
}

/** What stands before the first row. */
export const CHAIN_START: ChainHead = { seq: 0, hash: Buffer.alloc(32) }

const ID_BYTES = 16
const MEMBER_BYTES = ID_BYTES + 32

/** Puts rows behind the head, in their order. */
export function chain(head: ChainHead, links: readonly Link[]): ChainedRow[] {
  let { seq, hash: previousHash } = head
  return links.map((link) => {
    seq += 1
    const row = { ...link, seq, detailHash: hashDetail(link.detail), members: packMembers(link.members), previousHash }
    const hash = hashRow(row)
    previousHash = hash
    return { ...row, hash }
  })
}

export function hashRow(row: Omit<ChainedRow, 'hash' | 'detail'>): Buffer {
  const { seq, at, verb, actorKind, actorId, actorRole, siteId, subject, detailHash, members, previousHash } = row
  const what = [seq, at.toISOString(), verb, actorKind, actorId, actorRole, siteId, subject, detailHash.toString('hex')]
  const hash = createHash('sha256').update(previousHash).update(JSON.stringify(what))
  return hash.update(members ?? '').digest()
}

/** Of the detail alone, so that it can be blanked and the chain still holds. */
export function hashDetail(detail: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(detail)).digest()
}

function packMembers(members: readonly Member[]): Buffer | null {
  if (members.length === 0) return null
  return Buffer.concat(
    members.flatMap(({ decisionId, digest }) => [Buffer.from(decisionId.replaceAll('-', ''), 'hex'), digest]),
  )
}

export function readMembers(packed: Buffer | null): Member[] {
  const members: Member[] = []
  for (let at = 0; packed !== null && at + MEMBER_BYTES <= packed.length; at += MEMBER_BYTES) {
    const hex = packed.subarray(at, at + ID_BYTES).toString('hex')
    const decisionId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    members.push({ decisionId, digest: packed.subarray(at + ID_BYTES, at + MEMBER_BYTES) })
  }
  return members
}

/** JSON in which an object's keys are sorted: the database keeps them in an order of its own. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`
}
