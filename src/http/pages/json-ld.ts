/** The thread as schema.org data, for search engines. */

import { type Html, html, raw } from './html.js'
import { type PageQuery, webAddress } from './links.js'
import type { CommentView, ThreadView } from './thread-view.js'

export function renderJsonLd(thread: ThreadView, query: PageQuery): Html {
  // Only the beginning of a thread knows when it began.
  const isBeginning = thread.sort === 'oldest' && query.cursor === null && query.under === null
  const [first] = thread.comments.map(({ createdAt }) => createdAt).sort()
  const posting = {
    '@context': 'https://schema.org',
    '@type': 'DiscussionForumPosting',
    identifier: `${thread.site}/${thread.slug}`,
    ...(thread.title !== null && { headline: thread.title }),
    ...describeAddress(thread.url),
    author: { '@type': 'Organization', name: thread.site },
    ...(isBeginning && first !== undefined && { datePublished: first }),
    commentCount: thread.count,
    comment: describeComments(thread.comments, thread.url),
  }
  return html`<script type="application/ld+json">${raw(escapeJson(posting))}</script>`
}

/** JSON that no HTML parser can read as markup, and that is the same JSON. */
function escapeJson(value: unknown): string {
  const escapes: Readonly<Record<string, string>> = {
    '<': '\\u003c',
    '>': '\\u003e',
    '&': '\\u0026',
    '\u2028': '\\u2028',
    '\u2029': '\\u2029',
  }
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => escapes[character] ?? '')
}

/** A tombstone has nothing to say, but the replies below it have. */
function describeComments(comments: readonly CommentView[], page: string | null): object[] {
  return comments.flatMap((comment) => {
    const replies = describeComments(comment.replies, page)
    return comment.deleted ? replies : [describeComment(comment, page, replies)]
  })
}

function describeComment(comment: CommentView, page: string | null, replies: object[]): object {
  return {
    '@type': 'Comment',
    identifier: comment.id,
    ...describeAddress(page, `comment-${comment.id}`),
    text: plainText(comment.html),
    dateCreated: comment.createdAt,
    ...(comment.editedAt !== null && { dateModified: comment.editedAt }),
    ...(comment.votes > 0 && { upvoteCount: comment.votes }),
    author: { '@type': 'Person', name: comment.author.name, ...describeAddress(comment.author.url) },
    ...(replies.length > 0 && { comment: replies }),
  }
}

function describeAddress(address: string | null, fragment?: string): { url?: string } {
  const web = webAddress(address)
  if (web === null) return {}
  const url = new URL(web)
  if (fragment !== undefined) url.hash = fragment
  return { url: url.href }
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }

/** What a person would read: tags out, entities back. It goes into JSON, where it cannot become markup again. */
function plainText(markup: string): string {
  return markup
    .replace(/<\/(?:p|li|blockquote|pre)>|<br\s*\/?>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/\n+/g, '\n')
    .trim()
}
