/** What a term would find among a site's newest comments, before anybody makes it a rule. */

import { setImmediate as pause } from 'node:timers/promises'
import { listNewestTexts } from '../../db/queries/backtests.js'
import type { Deps } from '../deps.js'
import type { CommentId, SiteId } from '../domain/comment.js'
import type { CommentStatus } from '../domain/comment-status.js'
import type { Term } from '../domain/term.js'
import { LIMITS } from '../limits.js'
import { findBlockedTerms } from '../screening/spam/blocked-terms.js'

export interface TermPreview {
  /** How many comments were looked at. */
  comments: number
  /** How many of them hold the term. */
  matches: number
  /** The newest of these. */
  newest: { id: CommentId; slug: string; status: CommentStatus; excerpt: string }[]
}

export async function previewTerm(deps: Pick<Deps, 'db'>, siteId: SiteId, term: Term): Promise<TermPreview> {
  const { previewComments, previewChunk, previewMatches } = LIMITS.backtest
  const preview: TermPreview = { comments: 0, matches: 0, newest: [] }
  // One list for all: it is compiled once.
  const terms = [{ ...term, shadow: false }]
  let before: CommentId | null = null
  while (preview.comments < previewComments) {
    const texts = await listNewestTexts(deps.db, siteId, { before, limit: previewChunk })
    for (const { id, slug, status, body, authorName, authorUrl, parentId } of texts) {
      const subject = { body, authorName, authorUrl, isReply: parentId !== null }
      if (findBlockedTerms(subject, terms, { shadow: false }) === null) continue
      preview.matches += 1
      if (preview.newest.length < previewMatches)
        preview.newest.push({ id, slug, status, excerpt: [...body].slice(0, LIMITS.admin.excerptLength).join('') })
    }
    preview.comments += texts.length
    before = texts.at(-1)?.id ?? null
    if (texts.length < previewChunk) break
    // Other requests get their turn between two chunks.
    await pause()
  }
  return preview
}
