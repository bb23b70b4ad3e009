/** Claims: the comment looked at is taken for a while, so that two people never work on the same one. */

import { effect } from '@preact/signals'
import { ApiError } from '../../api-client.js'
import { api, type Comment } from '../api.js'
import { role } from '../session.js'
import { claimantOf, current, type Item } from './store.js'

/** Who only passes by takes nothing. */
const DWELL_MS = 400
/** Well before a claim ends. */
const RENEW_MS = 50_000

/** Claims whatever is looked at until the returned function is called. */
export function claimWhatIsRead(): () => void {
  let release: (() => void) | undefined
  const stop = effect(() => {
    const item = current.value
    release?.()
    release = item === undefined || role.peek() === 'viewer' ? undefined : hold(item)
  })
  return () => {
    stop()
    release?.()
  }
}

/** Claims after a moment and renews; gives back when called, unless the comment was decided, which ends a claim. */
function hold(item: Item): () => void {
  let isHeld = false
  const claim = async (): Promise<void> => {
    if (item.outcome.peek() !== null || !mayDecide(item.comment.peek())) return
    try {
      const answer = await api('put', '/v1/admin/comments/{id}/claim', { path: { id: item.id } })
      isHeld = true
      item.comment.value = { ...item.comment.peek(), claim: answer.claim }
    } catch (error) {
      if (!(error instanceof ApiError)) return
      const { claim: theirs } = (error.problem ?? {}) as { claim?: Comment['claim'] }
      if (error.code === 'claimed' && theirs !== undefined)
        item.comment.value = { ...item.comment.peek(), claim: theirs }
    }
  }
  const first = setTimeout(() => void claim(), DWELL_MS)
  const renewal = setInterval(() => void claim(), RENEW_MS)
  return () => {
    clearTimeout(first)
    clearInterval(renewal)
    if (!isHeld || item.outcome.peek() !== null) return
    if (claimantOf(item.comment.peek()) === null) item.comment.value = { ...item.comment.peek(), claim: null }
    // A claim that is not given back ends by itself.
    api('delete', '/v1/admin/comments/{id}/claim', { path: { id: item.id } }).catch(() => undefined)
  }
}

function mayDecide({ allowedActions }: Comment): boolean {
  return allowedActions.length > 0
}
