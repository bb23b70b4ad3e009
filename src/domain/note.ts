/** What moderators note on a comment or an author, for each other. */

import type { AuthorId, CommentId, SiteId } from './comment.js'

export const NOTE_LIMITS = { length: 2_000, perAuthor: 200 } as const

export interface Note {
  id: string
  siteId: SiteId
  authorId: AuthorId
  /** null: on the author. */
  commentId: CommentId | null
  body: string
  by: string
  byId: string
  createdAt: Date
}
