/** What the moderation queue shows, as it stands in the address: a link to it shows the same to a colleague. */

import { computed } from '@preact/signals'
import type { operations } from 'causerie-api'
import { preferences } from '../preferences.js'
import { changeQuery, query } from '../router.js'

type ListQuery = NonNullable<operations['listComments']['parameters']['query']>
export type QueueSort = NonNullable<ListQuery['sort']>
export type QueueStatus = NonNullable<ListQuery['status']>

export const QUEUE_STATUSES: readonly QueueStatus[] = ['held', 'pending', 'approved', 'rejected', 'spam', 'deleted']
export const QUEUE_SORTS: readonly QueueSort[] = ['urgent', 'newest', 'oldest']

export interface Filters {
  /** Empty: all sites. */
  site: string
  status: QueueStatus
  text: string
  slug: string
  author: string
  sort: QueueSort
}

export const filters = computed<Filters>(() => ({
  site: query.value.get('site') ?? preferences.value.site,
  status: QUEUE_STATUSES.find((known) => known === query.value.get('status')) ?? 'held',
  text: query.value.get('q') ?? '',
  slug: query.value.get('slug') ?? '',
  author: query.value.get('author') ?? '',
  sort: QUEUE_SORTS.find((known) => known === query.value.get('sort')) ?? 'urgent',
}))

/** One string a question: two equal ones need to be asked only once. */
export const question = computed(() => JSON.stringify(filters.value))

export function changeFilters(change: Partial<Filters>): void {
  const { text, ...rest } = change
  changeQuery({ ...rest, ...(text === undefined ? {} : { q: text }) })
}

/** The same as parameters of the API; what is not asked for is left out. */
export function toListQuery({ site, status, text, slug, author, sort }: Filters): ListQuery {
  return {
    status,
    sort,
    ...(site === '' ? {} : { site }),
    ...(text.trim() === '' ? {} : { q: text.trim() }),
    ...(slug === '' ? {} : { slug }),
    ...(author === '' ? {} : { author }),
  }
}
