/** Cursors: opaque to clients, checked when they come back. */

import type { CommentId } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'

/** What fits into an integer of Postgres. */
const INTEGER_MAX = 2 ** 31 - 1
const CURSOR = /^([0-9a-z]{1,12}|-[0-9a-z]{1,11})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/

const PLACE = /^([0-9a-z]{1,9})\.([0-9a-z]{1,10})$/

/** A position in the audit log: a moment, and the number of a row. */
export function writePlace({ at, seq }: { at: Date; seq: number }): string {
  return Buffer.from(`${at.getTime().toString(36)}.${seq.toString(36)}`).toString('base64url')
}

/** Throws `invalid-cursor` for anything that `writePlace` did not make. */
export function readPlace(cursor: string | undefined): { at: Date; seq: number } | null {
  if (cursor === undefined) return null
  const [, at = '', seq = ''] = PLACE.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? []
  const place = { at: new Date(Number.parseInt(at, 36)), seq: Number.parseInt(seq, 36) }
  if (at === '' || writePlace(place) !== cursor) throw notOurs()
  return place
}

/** A position: an id and a whole number it is sorted by. */
export function writeCursor(position: { id: string; rank: number }): string {
  return Buffer.from(`${position.rank.toString(36)}.${position.id}`).toString('base64url')
}

/** Throws `invalid-cursor` for anything that `writeCursor` did not make, or whose rank is above `rankMax`. */
export function readCursor(
  cursor: string | undefined,
  rankMax: number = INTEGER_MAX,
): { id: CommentId; rank: number } | null {
  if (cursor === undefined) return null
  const [, rank, id] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? []
  const number = Number.parseInt(rank ?? '', 36)
  const position = { id: id as CommentId, rank: number }
  // Written back, because a decoder passes over letters that are none of base64.
  if (id === undefined || Math.abs(number) > rankMax || writeCursor(position) !== cursor) {
    throw notOurs()
  }
  return position
}

function notOurs(): DomainError {
  return new DomainError('invalid-cursor', 'cursor must be a nextCursor of an earlier answer', {
    fields: [{ field: 'cursor', detail: 'is not a cursor of ours' }],
  })
}
