/** A site's saved texts, asked for once and kept while useful. */

import { type Signal, signal } from '@preact/signals'
import { ApiError } from '../../api-client.js'
import { api, type Schemas } from '../api.js'

export type SavedReply = Schemas['SavedReply']

const kept = new Map<string, Signal<readonly SavedReply[]>>()

/** In order of their titles; empty until they are there. */
export function savedRepliesOf(site: string): Signal<readonly SavedReply[]> {
  const known = kept.get(site)
  if (known !== undefined) return known
  const replies = signal<readonly SavedReply[]>([])
  kept.set(site, replies)
  void load(site, replies)
  return replies
}

/** They were changed. */
export function forgetSavedReplies(site: string): void {
  kept.delete(site)
}

async function load(site: string, replies: Signal<readonly SavedReply[]>): Promise<void> {
  try {
    const { savedReplies } = await api('get', '/v1/admin/sites/{site}/saved-replies', { path: { site } })
    replies.value = savedReplies
  } catch (error) {
    // Without them a note is typed as before; whoever looks again asks again.
    kept.delete(site)
    if (!(error instanceof ApiError) && !(error instanceof TypeError)) throw error
  }
}
