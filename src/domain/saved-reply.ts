/** A text that moderators need again and again: for the note of a decision, or for an answer to readers. */

import { parseName, parseText, type SiteId } from './comment.js'
import type { MODERATOR_REASONS } from './decision.js'

export const SAVED_REPLY_LIMITS = { titleLength: 80, bodyLength: 2_000, perSite: 100 } as const

export interface SavedReply {
  id: string
  siteId: SiteId
  title: string
  body: string
  /** The reason it goes with; null: any. */
  reason: (typeof MODERATOR_REASONS)[number] | null
  createdAt: Date
}

/** Title and body as they are kept. Throws `invalid-request` naming the field. */
export function parseSavedReply(text: Pick<SavedReply, 'title' | 'body'>): Pick<SavedReply, 'title' | 'body'> {
  const body = parseText('body', text.body, SAVED_REPLY_LIMITS.bodyLength)
  return { title: parseName(text.title, 'title'), body }
}
