/** A decision on many comments: sent or offered, watched while the service works it off, paused, taken back. */

import { signal, batch as together } from '@preact/signals'
import { ApiError } from '../../api-client.js'
import { type Action, api } from '../api.js'
import { type Batch, type Change, changeBatch, findBatch, isOver, LOOK_MS, sayEnd } from '../batches/batch.js'
import { words } from '../i18n.js'
import { QUEUE } from '../messages/queue.js'
import { notify, notifyFailure } from '../notices.js'
import { announcement, lastDecided, type Reason, readDeadline } from './decide.js'
import { filters, toListQuery } from './filters.js'
import { clearSelection, selection } from './selection.js'
import { currentId, isEverything, loadQueue, moveToWaiting } from './store.js'

export interface ManyWish {
  action: Action
  reason?: Reason
}

/** The one on the screen; null: none. */
export const batch = signal<Batch | null>(null)
/** Until when it can be taken back, on this machine's clock; null: as long as it works, or not at all. */
export const undoUntilMs = signal<number | null>(null)
/** Settled by the service, and waiting for a yes. */
export const offer = signal<Batch | null>(null)
export const isSending = signal(false)

/** A page that is loaded again finds the batch that it began. */
const STORE = 'causerie-batch'

/** Decides on the selected rows at once. Of everything that matches, the service settles first which comments that is. */
export async function decideMany(wish: ManyWish): Promise<void> {
  if (isSending.peek()) return
  isSending.value = true
  try {
    if (isEverything.peek()) await makeOffer(wish)
    else await decideSelected(wish)
  } catch (error) {
    notifyFailure(error)
  } finally {
    isSending.value = false
  }
}

async function decideSelected(wish: ManyWish): Promise<void> {
  const chosen = new Map(selection.peek().map((item) => [item.id, item]))
  const answer = await api('post', '/v1/admin/decisions', { json: { ...wish, ids: [...chosen.keys()] } })
  if (!('outcomes' in answer)) return
  together(() => {
    for (const { id, status, outcome } of answer.outcomes) {
      const item = chosen.get(id)
      // Whoever is working on a comment keeps it: its row waits on.
      if (item === undefined || status === null || outcome === 'claimed') continue
      const action = outcome === 'decided' ? wish.action : null
      const by = outcome === 'decided' ? null : words(QUEUE).somebody
      item.outcome.value = { action, status, by, state: 'done', undo: null }
    }
    clearSelection()
    begin(answer.batch)
    if (chosen.has(currentId.peek() ?? '')) moveToWaiting()
  })
}

async function makeOffer(wish: ManyWish): Promise<void> {
  const { sort: _sort, limit: _limit, cursor: _cursor, unclaimed: _unclaimed, ...filter } = toListQuery(filters.peek())
  const answer = await api('post', '/v1/admin/decisions', { json: { ...wish, filter, paused: true } })
  if ('outcomes' in answer) return
  if (answer.total > 0) offer.value = answer
  else notify('problem', words(QUEUE).empty.other)
}

export async function acceptOffer(): Promise<void> {
  const offered = offer.peek()
  if (offered === null) return
  offer.value = null
  clearSelection()
  try {
    begin(await changeBatch(offered.id, 'resume'))
  } catch (error) {
    notifyFailure(error)
  }
}

export function declineOffer(): void {
  const offered = offer.peek()
  offer.value = null
  if (offered === null) return
  // One that is not cancelled ends by itself, without having decided anything.
  changeBatch(offered.id, 'cancel').catch(() => undefined)
}

export async function changeShown(change: Change): Promise<void> {
  const id = batch.peek()?.id
  if (id === undefined) return
  try {
    show(await changeBatch(id, change))
  } catch (error) {
    notifyFailure(error)
  }
}

/** Pauses, or goes on; false when there is nothing of the kind. */
export function togglePause(): boolean {
  if (mayChange('pause')) void changeShown('pause')
  else if (mayChange('resume')) void changeShown('resume')
  else return false
  return true
}

/** Takes the last decision on many back, if there is still time. */
export function undoLastBatch(): boolean {
  if (!mayChange('undo')) return false
  void changeShown('undo')
  return true
}

function mayChange(change: Change): boolean {
  if (batch.value?.allowedChanges.includes(change) !== true) return false
  return change !== 'undo' || undoUntilMs.value === null || Date.now() < undoUntilMs.value
}

export function dismissBatch(): void {
  batch.value = null
  keep(null)
}

/** Goes on watching what was begun before the page was loaded anew. */
export async function findBatchAgain(): Promise<void> {
  if (batch.peek() !== null) return
  const id = kept()
  if (id === null) return
  try {
    const found = await findBatch(id)
    if (isOver(found)) keep(null)
    else show(found)
  } catch {
    // Gone, or of somebody else who was logged in here: there is nothing to show.
    keep(null)
  }
}

function begin(begun: Batch): void {
  // `u` takes back what was decided last.
  lastDecided.value = null
  batch.value = null
  show(begun)
}

function show(next: Batch): void {
  const before = batch.peek()
  const { undoUntil } = next
  together(() => {
    batch.value = next
    if (undoUntil === null) undoUntilMs.value = null
    else if (before?.undoUntil !== undoUntil) undoUntilMs.value = readDeadline(undoUntil)
  })
  keep(next.id)
  if (before?.state !== next.state && isOver(next)) end(next)
  watch()
}

/** What the list shows has changed behind it. Rows that were decided here say so already. */
function end(over: Batch): void {
  announcement.value = sayEnd(over)
  if (over.filter !== null || over.state === 'undone') void loadQueue(filters.peek())
}

let timer: ReturnType<typeof setTimeout> | undefined

function watch(): void {
  clearTimeout(timer)
  const watched = batch.peek()
  if (watched === null || isOver(watched)) return
  timer = setTimeout(() => void look(watched.id), LOOK_MS)
}

async function look(id: string): Promise<void> {
  try {
    const found = await findBatch(id)
    // An answer to something older must not overwrite it.
    if (batch.peek()?.id === id) show(found)
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) dismissBatch()
    // Nobody answered, or the service is busy: the work goes on, and so does the watch.
    else watch()
  }
}

function keep(id: string | null): void {
  try {
    if (id === null) sessionStorage.removeItem(STORE)
    else sessionStorage.setItem(STORE, id)
  } catch {
    // A browser that keeps nothing for us only forgets the bar when the page is loaded anew.
  }
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(STORE)
  } catch {
    return null
  }
}
