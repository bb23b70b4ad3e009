/** Decisions from the queue: shown at once, sent behind, taken back from the screen if the service says no. */

import { batch, signal } from '@preact/signals'
import type { operations } from 'causerie-api'
import { ApiError } from '../../api-client.js'
import { type Action, api, type Comment, type Status } from '../api.js'
import { words } from '../i18n.js'
import { AUTHORS } from '../messages/authors.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { explainFailure, notify, notifyFailure } from '../notices.js'
import { forgetContext } from './context.js'
import { LEADS_TO } from './outcome.js'
import { currentId, type Item, moveToWaiting } from './store.js'

export type Reason = NonNullable<operations['decideComment']['requestBody']['content']['application/json']['reason']>
export const REASONS: readonly Reason[] = [
  'spam',
  'insult',
  'hate',
  'threat',
  'off-topic',
  'personal-data',
  'illegal',
  'duplicate',
  'other',
]

export interface DecisionWish {
  action: Action
  reason?: Reason
  note?: string
  /** Ban the author as well. */
  hasBan?: boolean
}

/** The decision that `u` takes back. */
export const lastDecided = signal<Item | null>(null)
/** Decisions on their way, by comment: to take one back, it must have arrived. */
const underway = new Map<string, Promise<void>>()
/** The longest that is shown as time to take something back, whatever the two clocks say. */
const UNDO_SHOWN_MS = 30_000

/** What a screen reader is told after a decision. */
export const announcement = signal('')

/** Decides on a row and looks at the next one; resolves when the service has answered. What it does not allow is ignored. */
export async function decideItem(item: Item, wish: DecisionWish): Promise<void> {
  const { allowedActions, revision } = item.comment.peek()
  if (item.outcome.peek() !== null || !allowedActions.includes(wish.action)) return
  item.outcome.value = {
    action: wish.action,
    status: LEADS_TO[wish.action],
    by: null,
    state: 'sending',
    undo: null,
  }
  announcement.value = `${words(COMMON).done[wish.action]}: ${item.comment.peek().author.name}`
  if (currentId.peek() === item.id) moveToWaiting()
  lastDecided.value = item
  const sending = send(item, wish, revision)
  underway.set(item.id, sending)
  await sending
  underway.delete(item.id)
}

async function send(item: Item, { hasBan = false, ...wish }: DecisionWish, ifRevision: number): Promise<void> {
  try {
    const { decisionId, undoUntil, ...answer } = await api('post', '/v1/admin/comments/{id}/decisions', {
      path: { id: item.id },
      json: { ...wish, ifRevision },
    })
    item.comment.value = { ...item.comment.peek(), ...answer }
    item.outcome.value = {
      action: wish.action,
      status: answer.status,
      by: null,
      state: 'done',
      undo: { decisionId, untilMs: readDeadline(undoUntil), hasBan: hasBan && (await banAuthor(item, wish)) },
    }
  } catch (error) {
    if (!(error instanceof ApiError) && !(error instanceof TypeError)) throw error
    refuse(item, wish, error)
  }
}

/** After the decision has gone through; false when the service did not ban. */
async function banAuthor(item: Item, { reason }: DecisionWish): Promise<boolean> {
  const { author } = item.comment.peek()
  const json = reason === undefined ? {} : { reason: words(QUEUE).reasons[reason] }
  try {
    await api('put', '/v1/admin/authors/{id}/ban', { path: { id: author.id }, json })
    forgetContext(item.id)
    return true
  } catch (error) {
    if (!(error instanceof ApiError) && !(error instanceof TypeError)) throw error
    notify('problem', words(AUTHORS).banFailed(explainFailure(error)))
    return false
  }
}

/** The service's moment on this machine's clock, which may be behind. */
export function readDeadline(moment: string): number {
  return Math.min(Date.parse(moment), Date.now() + UNDO_SHOWN_MS)
}

/** Takes back what was decided here on a row, and looks at it again. Resolves when the service has answered. */
export async function undoDecision(item: Item): Promise<void> {
  await underway.get(item.id)
  const outcome = item.outcome.peek()
  if (outcome === null || outcome.state !== 'done' || outcome.undo === null) return
  item.outcome.value = { ...outcome, state: 'undoing' }
  if (lastDecided.peek() === item) lastDecided.value = null
  try {
    const path = { id: item.id, decision: outcome.undo.decisionId }
    const state = await api('delete', '/v1/admin/comments/{id}/decisions/{decision}', { path })
    if (outcome.undo.hasBan) {
      await api('delete', '/v1/admin/authors/{id}/ban', { path: { id: item.comment.peek().author.id } })
      forgetContext(item.id)
    }
    batch(() => {
      item.comment.value = { ...item.comment.peek(), ...state, claim: null }
      item.outcome.value = null
      currentId.value = item.id
      announcement.value = words(QUEUE).undone(item.comment.peek().author.name)
    })
  } catch (error) {
    item.outcome.value = { ...outcome, undo: null }
    notifyFailure(error)
  }
}

/** Takes back the last decision, if there is still time. */
export function undoLast(): boolean {
  const item = lastDecided.peek()
  if (item === null) return false
  void undoDecision(item)
  return true
}

/** Somebody else is working on it: named on the row from now on. */
function readClaim(item: Item, { problem }: ApiError): void {
  const { claim } = (problem ?? {}) as { claim?: Comment['claim'] }
  if (claim !== undefined) item.comment.value = { ...item.comment.peek(), claim }
}

/** Somebody was faster: theirs stands and is named. Anything else: the row waits again, as if nothing had happened. */
function refuse(item: Item, wish: DecisionWish, error: ApiError | TypeError): void {
  if (error instanceof ApiError && error.code === 'claimed') readClaim(item, error)
  const faster = error instanceof ApiError ? readFaster(error) : undefined
  const { author } = item.comment.peek()
  if (faster === undefined) {
    item.outcome.value = null
    notify('problem', words(QUEUE).notDecided(words(COMMON).actions[wish.action], author.name, explainFailure(error)))
    return
  }
  item.outcome.value = { action: faster.action, status: faster.status, by: faster.name, state: 'done', undo: null }
  const status = words(COMMON).statuses[faster.status]
  notify('problem', words(QUEUE).wasFaster(faster.name, author.name, status))
}

interface Faster {
  name: string
  status: Status
  action: Action | null
}

function readFaster({ code, problem }: ApiError): Faster | undefined {
  if (code !== 'status-conflict' && code !== 'illegal-transition') return undefined
  const { comment, lastDecision } = (problem ?? {}) as {
    comment?: { status: Status }
    lastDecision?: { action: Action; by: { name: string | null } } | null
  }
  if (comment === undefined) return undefined
  const name = lastDecision?.by.name ?? words(QUEUE).somebody
  return { name, status: comment.status, action: lastDecision?.action ?? null }
}
