/** One decision on many comments: what may be asked for it, and how it is named. */

import { api, type Schemas } from '../api.js'
import { words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'

export type Batch = Schemas['DecisionBatch']
export type Change = Batch['allowedChanges'][number]
export type Outcome = keyof Batch['counts']

export const OUTCOMES: readonly Outcome[] = [
  'decided',
  'waiting',
  'unchanged',
  'conflict',
  'claimed',
  'not-allowed',
  'undone',
  'kept',
]

/** How often the service is asked how far one is that works. */
export const LOOK_MS = 1_000

export async function findBatch(id: string): Promise<Batch> {
  return await api('get', '/v1/admin/decisions/{batch}', { path: { batch: id } })
}

const STATES = { pause: 'paused', resume: 'running', cancel: 'cancelled' } as const

export async function changeBatch(id: string, change: Change): Promise<Batch> {
  const path = { batch: id }
  if (change === 'undo') return await api('delete', '/v1/admin/decisions/{batch}', { path })
  return await api('patch', '/v1/admin/decisions/{batch}', { path, json: { state: STATES[change] } })
}

export function isOver({ state }: Batch): boolean {
  return state === 'done' || state === 'cancelled' || state === 'undone'
}

/** The name of what is done, as a heading. */
export function sayAction({ action }: Batch): string {
  return words(COMMON).actions[action]
}

export function sayEnd({ state, total, counts }: Batch): string {
  const says = words(QUEUE)
  if (state === 'undone') return says.manyUndone(counts.undone)
  return says.bulkDone(counts.decided, total)
}

/** The reason, where the action asks for one. */
export function sayWhy({ action, reason }: Batch): string[] {
  const says = words(QUEUE)
  const known = says.reasons[reason as keyof typeof says.reasons]
  return known === undefined || (action !== 'reject' && action !== 'delete') ? [] : [says.offerReason(known)]
}

/** The filter as a person reads it. */
export function sayFilter(filter: Batch['filter']): string[] {
  const says = words(QUEUE)
  const { site, status, q, slug, author, reported } = filter ?? {}
  return [
    ...(status === undefined ? [] : [says.offerStatus(words(COMMON).statuses[status])]),
    site === undefined ? words(COMMON).allSites : says.offerSite(site),
    ...(q === undefined ? [] : [says.offerWords(q)]),
    ...(slug === undefined ? [] : [says.filters.slug(slug)]),
    ...(author === undefined ? [] : [says.filters.author]),
    ...(reported === undefined ? [] : [reported ? says.offerReported : says.offerUnreported]),
  ]
}
