/** Says that what readers see of a thread changed, and how it is written to travel between processes. */

import type { CommentId, SiteId } from './comment.js'

export interface ThreadSignal {
  siteId: SiteId
  slug: string
  /** What changed, when it was one comment; without it, whoever shows the thread reads it again. */
  change?: ThreadChange
}

export const CHANGE_KINDS = ['appeared', 'changed', 'gone'] as const

/** One comment that readers see now, see differently, or see no more. Nothing of a comment that was never approved. */
export interface ThreadChange {
  kind: (typeof CHANGE_KINDS)[number]
  commentId: CommentId
  parentId: CommentId | null
  /** The thread's version that this change made. */
  version: number
}

/** A slug holds no space, so words that are separated by spaces are enough. */
export function writeSignal({ siteId, slug, change }: ThreadSignal): string {
  if (change === undefined) return `${siteId} ${slug}`
  const { kind, commentId, parentId, version } = change
  return `${siteId} ${slug} ${kind} ${version} ${commentId} ${parentId ?? '-'}`
}

/** Reads what `writeSignal` wrote; of another release's words, what is understood. */
export function readSignal(text: string): ThreadSignal {
  const [siteId = '', slug = '', word, version, commentId, parentId] = text.split(' ')
  const thread = { siteId: siteId as SiteId, slug }
  const kind = CHANGE_KINDS.find((known) => known === word)
  if (kind === undefined || commentId === undefined || parentId === undefined || !/^\d{1,15}$/.test(version ?? ''))
    return thread
  const parent = parentId === '-' ? null : (parentId as CommentId)
  return {
    ...thread,
    change: { kind, version: Number(version), commentId: commentId as CommentId, parentId: parent },
  }
}
