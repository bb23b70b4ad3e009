/** What the list does not carry: the comment answered, the author's record. Asked for a little ahead, kept while useful. */

import { type Signal, signal } from '@preact/signals'
import { ApiError } from '../../api-client.js'
import { api, type CommentDetail } from '../api.js'

export type Context = { state: 'loading' } | { state: 'gone' } | { state: 'ready'; detail: CommentDetail }

const KEPT_MAX = 200
const kept = new Map<string, Signal<Context>>()

/** Everything known of a comment; asked for once, and again after `forgetContext`. */
export function contextOf(id: string): Signal<Context> {
  const known = kept.get(id)
  if (known !== undefined) return known
  const context = signal<Context>({ state: 'loading' })
  kept.set(id, context)
  const [oldest] = kept.keys()
  if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest)
  void load(id, context)
  return context
}

export function forgetContext(id: string): void {
  kept.delete(id)
}

async function load(id: string, context: Signal<Context>): Promise<void> {
  try {
    context.value = { state: 'ready', detail: await api('get', '/v1/admin/comments/{id}', { path: { id } }) }
  } catch (error) {
    // The pane says that it is not there; whoever looks again asks again.
    kept.delete(id)
    context.value = { state: 'gone' }
    if (!(error instanceof ApiError) && !(error instanceof TypeError)) throw error
  }
}
