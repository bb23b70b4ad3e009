/** Decisions on many comments as a whole: how far they are and what became of each; paused, set going again, cancelled, taken back. */

import Type, { type Static } from 'typebox'
import {
  countItems,
  type DecisionBatch,
  findBatch,
  type ItemCounts,
  listBatches,
  listItems,
} from '../../../../db/queries/decision-batches.js'
import type { Deps } from '../../../deps.js'
import { COMMENT_STATUSES, STATUS_ACTIONS } from '../../../domain/comment-status.js'
import {
  allowedChanges,
  BATCH_CHANGES,
  BATCH_ITEM_STATES,
  BATCH_STATES,
  type BatchChange,
  undoUntil,
} from '../../../domain/decision-batch.js'
import { DomainError } from '../../../domain/errors.js'
import { changeBatch } from '../../../lifecycle/change-batch.js'
import { LIMITS } from '../../../limits.js'
import { maySee, type Principal, principalOf } from '../../access.js'
import { readCursor } from '../../cursor.js'
import { Nullable, OneOf, type Routes, Timestamp } from '../../typebox.js'
import { atId, cutPage, PAGE_QUERY } from './paging.js'
import { ADMIN, ERRORS } from './schemas.js'

/** The same as in the list of comments. */
export const BatchFilter = Type.Object(
  {
    site: Type.Optional(Type.String({ maxLength: 50 })),
    status: Type.Optional(OneOf(COMMENT_STATUSES)),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    slug: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    author: Type.Optional(Type.String({ format: 'uuid' })),
    reported: Type.Optional(Type.Boolean()),
  },
  { 'x-name': 'BatchFilter', additionalProperties: false, minProperties: 1 },
)

const Count = Type.Integer({ minimum: 0 })

export const BatchSchema = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    state: OneOf(BATCH_STATES),
    action: OneOf(STATUS_ACTIONS),
    reason: Type.String(),
    note: Nullable(Type.String()),
    by: Type.Object({ id: Type.String(), name: Type.String() }, { additionalProperties: false }),
    filter: Nullable(BatchFilter),
    sites: Type.Array(Type.String(), { description: 'Those whose comments are in it.' }),
    total: Type.Integer({ minimum: 0, description: 'Comments in it; settled when it began.' }),
    counts: Type.Object(
      Object.fromEntries(BATCH_ITEM_STATES.map((state) => [state, Count])) as CountsOf<typeof Count>,
      {
        additionalProperties: false,
        description:
          'By what became of them. `unchanged`: had the status already; `conflict`: changed by somebody since; `claimed`: somebody was working on it; `not-allowed`: not from its status. `kept`: not taken back with the others, because something happened to it since.',
      },
    ),
    createdAt: Timestamp,
    pausedUntil: Nullable(Timestamp),
    finishedAt: Nullable(Timestamp),
    undoUntil: Nullable(Timestamp),
    allowedChanges: Type.Array(OneOf(BATCH_CHANGES), { description: 'What may be done with it now.' }),
  },
  { 'x-name': 'DecisionBatch', additionalProperties: false },
)

type CountsOf<Schema> = Record<(typeof BATCH_ITEM_STATES)[number], Schema>

const Params = Type.Object({ batch: Type.String({ format: 'uuid' }) })
const ASKED_STATES = ['paused', 'running', 'cancelled'] as const
const CHANGE_TO = { paused: 'pause', running: 'resume', cancelled: 'cancel' } as const satisfies Record<
  (typeof ASKED_STATES)[number],
  BatchChange
>

export const batchRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/v1/admin/decisions',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'listBatches',
        summary: 'Decisions on many comments, newest first',
        description:
          'Those of which the caller may see every site; one that matched no comment belongs to no site and is listed for its maker alone.',
        tags: ['Moderation'],
        security: ADMIN,
        querystring: Type.Object(
          { state: Type.Optional(OneOf(BATCH_STATES)), ...PAGE_QUERY },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object(
            { batches: Type.Array(BatchSchema), nextCursor: Nullable(Type.String()) },
            { 'x-name': 'DecisionBatches', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const { id: deciderId, siteIds } = principalOf(request)
      const { state = null, limit = LIMITS.admin.pageSize, cursor } = request.query
      const asked = { state, before: readCursor(cursor)?.id ?? null, limit: limit + 1 }
      const rows = await listBatches(deps.db, { deciderId, siteIds }, asked)
      const { page, nextCursor } = cutPage(rows, limit, atId)
      return { batches: await describeBatches(deps, page), nextCursor }
    },
  )

  app.get(
    '/v1/admin/decisions/:batch',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'getBatch',
        summary: 'How far a decision on many comments is',
        tags: ['Moderation'],
        security: ADMIN,
        params: Params,
        response: { 200: BatchSchema, ...ERRORS },
      },
    },
    async (request) => describeBatch(deps, await findVisibleBatch(deps, principalOf(request), request.params.batch)),
  )

  app.get(
    '/v1/admin/decisions/:batch/outcomes',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'listBatchOutcomes',
        summary: 'What became of each comment',
        description: 'In the order of their ids, with what each comment is now.',
        tags: ['Moderation'],
        security: ADMIN,
        params: Params,
        querystring: Type.Object(
          {
            outcome: Type.Optional(OneOf(BATCH_ITEM_STATES)),
            ...PAGE_QUERY,
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object(
            {
              outcomes: Type.Array(
                Type.Object(
                  {
                    id: Type.String({ format: 'uuid' }),
                    outcome: OneOf(BATCH_ITEM_STATES),
                    status: OneOf(COMMENT_STATUSES),
                    author: Type.Object({ name: Type.String() }, { additionalProperties: false }),
                    excerpt: Type.String({
                      description: 'How its text begins; empty, as is the name, once it is deleted.',
                    }),
                  },
                  { additionalProperties: false },
                ),
              ),
              nextCursor: Nullable(Type.String()),
            },
            { 'x-name': 'BatchOutcomes', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const { id } = await findVisibleBatch(deps, principalOf(request), request.params.batch)
      const { outcome = null, limit = LIMITS.admin.pageSize, cursor } = request.query
      const after = readCursor(cursor)?.id ?? null
      const rows = await listItems(deps.db, id, { state: outcome, after, limit: limit + 1 })
      const { page, nextCursor } = cutPage(rows, limit, atId)
      return { outcomes: page.map(({ authorName: name, ...item }) => ({ ...item, author: { name } })), nextCursor }
    },
  )

  app.patch(
    '/v1/admin/decisions/:batch',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'changeBatch',
        summary: 'Pause a decision on many comments, set it going again, or cancel it',
        description: `Counts from the next comment on. One that is cancelled, or paused for longer than ${LIMITS.batch.pausedMs / 60_000} minutes, leaves what it decided as it is.`,
        tags: ['Moderation'],
        security: ADMIN,
        params: Params,
        body: Type.Object({ state: OneOf(ASKED_STATES) }, { 'x-name': 'BatchChange', additionalProperties: false }),
        response: { 200: BatchSchema, ...ERRORS },
      },
    },
    async (request) => {
      const by = principalOf(request)
      const { id } = await findVisibleBatch(deps, by, request.params.batch)
      const asked = { id, change: CHANGE_TO[request.body.state], by }
      return await describeBatch(deps, await changeBatch(deps, asked))
    },
  )

  app.delete(
    '/v1/admin/decisions/:batch',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'undoBatch',
        summary: 'Take a decision on many comments back',
        description: `While it works or is paused, and for ${LIMITS.decision.undoMs / 1_000} s after its end; a job does it. Comments to which something happened since stay as they are.`,
        tags: ['Moderation'],
        security: ADMIN,
        params: Params,
        response: { 202: BatchSchema, ...ERRORS },
      },
    },
    async (request, reply) => {
      const by = principalOf(request)
      const { id } = await findVisibleBatch(deps, by, request.params.batch)
      const undone = await changeBatch(deps, { id, change: 'undo', by })
      return await reply.code(202).send(await describeBatch(deps, undone))
    },
  )
}

/** The batch, if the caller may see all of its sites; otherwise it does not exist. */
async function findVisibleBatch({ db }: Deps, principal: Principal, id: string): Promise<DecisionBatch> {
  const batch = await findBatch(db, id.toLowerCase())
  // One without comments has no site: it is its maker's alone.
  const isVisible =
    batch !== undefined &&
    (batch.siteIds.length === 0
      ? batch.deciderId === principal.id
      : batch.siteIds.every((site) => maySee(principal, site)))
  if (!isVisible) throw new DomainError('batch-not-found', 'there is no batch of this id')
  return batch
}

export async function describeBatch(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  batch: DecisionBatch,
): Promise<Static<typeof BatchSchema>> {
  return describe(batch, await countItems(db, [batch.id]), clock())
}

async function describeBatches({ db, clock }: Deps, batches: DecisionBatch[]): Promise<Static<typeof BatchSchema>[]> {
  const counts = await countItems(
    db,
    batches.map(({ id }) => id),
  )
  return batches.map((batch) => describe(batch, counts, clock()))
}

function describe(batch: DecisionBatch, counts: ItemCounts, now: Date): Static<typeof BatchSchema> {
  const { id, state, action, reason, note, deciderId, deciderName, filter, siteIds, total } = batch
  return {
    id,
    state,
    action,
    reason,
    note,
    by: { id: deciderId, name: deciderName },
    filter: filter as Static<typeof BatchFilter> | null,
    sites: siteIds,
    total,
    counts: counts(id),
    createdAt: batch.createdAt.toISOString(),
    pausedUntil: batch.pausedUntil?.toISOString() ?? null,
    finishedAt: batch.finishedAt?.toISOString() ?? null,
    undoUntil: undoUntil(batch)?.toISOString() ?? null,
    allowedChanges: allowedChanges(batch, now),
  }
}
