/** The moderation queue as this browser knows it: what is listed, what is looked at, what was decided. */

import { batch, computed, type Signal, signal } from '@preact/signals'
import { api, type Comment } from '../api.js'
import { explainFailure } from '../notices.js'
import { session } from '../session.js'
import { type Filters, toListQuery } from './filters.js'
import type { Outcome } from './outcome.js'

/** A row keeps its place after its comment was decided: nothing moves under the eyes of whoever reads. */
export interface Item {
  readonly id: string
  comment: Signal<Comment>
  /** null: waits for a decision. */
  outcome: Signal<Outcome | null>
}

const PAGE = 50
/** The next page is asked for when this few rows are left. */
const AHEAD = 15
/** Decided rows above the one looked at are let go past this many. */
const DECIDED_ABOVE = 60

export const items = signal<readonly Item[]>([])
export const currentId = signal<string | null>(null)
export const loading = signal<'no' | 'first' | 'more'>('no')
export const problem = signal<string | null>(null)
export const counts = signal<Readonly<Record<string, number>>>({})
export const selectedIds = signal<ReadonlySet<string>>(new Set())
/** Not only the selected rows, but everything that matches the filters. */
export const isEverything = signal(false)

export const current = computed(() => items.value.find(({ id }) => id === currentId.value))
export const undecidedCount = computed(() => items.value.filter(({ outcome }) => outcome.value === null).length)

let shown: Filters | undefined
const nextCursor = signal<string | null>(null)
/** Ids rise with time: what has a greater one came after the list was loaded. */
let newestId = ''
let controller = new AbortController()

/** Shows the first page of what the filters ask for. */
export async function loadQueue(filters: Filters): Promise<void> {
  controller.abort()
  controller = new AbortController()
  shown = filters
  batch(() => {
    loading.value = 'first'
    problem.value = null
    selectedIds.value = new Set()
    isEverything.value = false
    fresh.value = []
  })
  const { signal } = controller
  try {
    const answer = await api('get', '/v1/admin/comments', {
      query: { ...toListQuery(filters), limit: PAGE },
      signal,
    })
    newestId = await findNewest(answer, filters, signal)
    batch(() => {
      items.value = answer.comments.map(toItem)
      // Loaded anew, the list still shows what was looked at.
      if (!answer.comments.some(({ id }) => id === currentId.peek())) currentId.value = answer.comments[0]?.id ?? null
      counts.value = answer.counts
      loading.value = 'no'
      nextCursor.value = answer.nextCursor
    })
  } catch (error) {
    if (signal.aborted) return
    batch(() => {
      loading.value = 'no'
      problem.value = explainFailure(error)
    })
  }
}

/** Comments that came after the list was loaded; shown when asked for, so that nothing jumps. */
export const fresh = signal<readonly Comment[]>([])

/** Asks what is new, and who works on what. What fails is asked again soon. */
export async function lookForNews(): Promise<void> {
  if (shown === undefined || loading.peek() !== 'no') return
  const { signal } = controller
  const query = { ...toListQuery(shown), limit: PAGE }
  const answer = await api('get', '/v1/admin/comments', { query, signal })
  const known = new Map(items.peek().map((item) => [item.id, item]))
  const isNew = ({ id }: Comment) => !known.has(id)
  let unseen: Comment[]
  if (answer.nextCursor === null) unseen = answer.comments.filter(isNew)
  else {
    const newest = query.sort === 'newest' ? answer : await askForNewest(query, PAGE, signal)
    // What became more urgent than a row that is shown is news, too; what stands below may only be not loaded yet.
    const lastKnown = answer.comments.findLastIndex((comment) => !isNew(comment))
    const risen = answer.comments.slice(0, lastKnown + 1).filter(isNew)
    const later = newest.comments.filter((comment) => isNew(comment) && comment.id > newestId)
    unseen = [...risen, ...later.filter(({ id }) => !risen.some((other) => other.id === id))]
  }
  batch(() => {
    counts.value = answer.counts
    fresh.value = unseen
    for (const comment of answer.comments) {
      const item = known.get(comment.id)
      if (item?.outcome.peek() === null) item.comment.value = comment
    }
  })
}

type List = Awaited<ReturnType<typeof askForNewest>>

async function askForNewest(query: ReturnType<typeof toListQuery>, limit: number, signal: AbortSignal) {
  return await api('get', '/v1/admin/comments', { query: { ...query, sort: 'newest', limit }, signal })
}

/** The greatest id that matches the filters. */
async function findNewest({ comments, nextCursor }: List, filters: Filters, signal: AbortSignal): Promise<string> {
  const isThere = filters.sort === 'newest' || nextCursor === null
  const newest = isThere ? comments : (await askForNewest(toListQuery(filters), 1, signal)).comments
  const ids = newest.map(({ id }) => id).sort()
  return ids.at(-1) ?? ''
}

/** Puts the new ones above the others; the one looked at stays. False when there are none. */
export function showFresh(): boolean {
  if (fresh.peek().length === 0) return false
  batch(() => {
    items.value = [...fresh.peek().map(toItem), ...items.peek()]
    currentId.value ??= fresh.peek()[0]?.id ?? null
    fresh.value = []
  })
  return true
}

/** Appends the next page, if there is one and nothing else is under way. */
export async function loadMore(): Promise<void> {
  const cursor = nextCursor.peek()
  if (cursor === null || loading.peek() !== 'no' || shown === undefined) return
  const { signal } = controller
  loading.value = 'more'
  try {
    const answer = await api('get', '/v1/admin/comments', {
      query: { ...toListQuery(shown), limit: PAGE, cursor },
      signal,
    })
    const known = new Set(items.peek().map(({ id }) => id))
    batch(() => {
      items.value = [...items.peek(), ...answer.comments.filter(({ id }) => !known.has(id)).map(toItem)]
      currentId.value ??= answer.comments[0]?.id ?? null
      loading.value = 'no'
      nextCursor.value = answer.nextCursor
    })
  } catch (error) {
    if (signal.aborted) return
    batch(() => {
      loading.value = 'no'
      problem.value = explainFailure(error)
    })
  }
}

export function hasMore(): boolean {
  return nextCursor.value !== null
}

export function toItem(comment: Comment): Item {
  return { id: comment.id, comment: signal(comment), outcome: signal<Outcome | null>(null) }
}

/** Who else is working on a comment; null: nobody, or the person at this screen. */
export function claimantOf({ claim }: Comment): string | null {
  if (claim === null || claim.by.id === session.peek()?.moderator.id) return null
  return Date.parse(claim.until) > Date.now() ? claim.by.name : null
}

export function focusItem(id: string): void {
  currentId.value = id
}

/** Looks at the row `by` places further; at the ends it stays. */
export function moveBy(by: 1 | -1): void {
  const list = items.peek()
  const index = list.findIndex(({ id }) => id === currentId.peek())
  const next = list[index + by]
  if (next !== undefined) currentId.value = next.id
  stayAhead(index + by)
}

/** Looks at the next row that waits for a decision, else at the one before, else at nothing. */
export function moveToWaiting(): void {
  const list = items.peek()
  const index = list.findIndex(({ id }) => id === currentId.peek())
  const waits = (item: Item) => item.outcome.peek() === null && claimantOf(item.comment.peek()) === null
  const next = list.slice(index + 1).find(waits) ?? list.slice(0, Math.max(0, index)).findLast(waits)
  currentId.value = next?.id ?? null
  letGo()
  stayAhead(list.findIndex(({ id }) => id === next?.id))
}

function stayAhead(index: number): void {
  if (index < 0 || index >= items.peek().length - AHEAD) void loadMore()
}

/** Rows that were decided long ago and scrolled away; removed while the person acts, never while they read. */
function letGo(): void {
  const list = items.peek()
  const index = list.findIndex(({ id }) => id === currentId.peek())
  const excess = index - DECIDED_ABOVE
  if (excess < DECIDED_ABOVE) return
  const gone = new Set(list.slice(0, excess).filter(({ outcome }) => isOver(outcome.peek())))
  items.value = list.filter((item) => !gone.has(item))
}

/** Decided, and past being taken back. */
function isOver(outcome: Outcome | null): boolean {
  return outcome !== null && outcome.state === 'done' && (outcome.undo?.untilMs ?? 0) < Date.now()
}
