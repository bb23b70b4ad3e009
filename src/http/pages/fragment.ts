/** A thread as a piece of HTML to put into any page: no head, no styles, no scripts, nothing that ages while it is cached. */

import { formatMoment, formatPlural } from './format.js'
import { type Html, html, raw } from './html.js'
import { renderJsonLd } from './json-ld.js'
import { NO_QUERY, type PageQuery, pageLink, webAddress } from './links.js'
import { type Language, MESSAGES } from './messages.js'
import type { CommentView, ThreadView } from './thread-view.js'

export interface FragmentView {
  thread: ThreadView
  language: Language
  /** The embed page of the thread, in full: the page around the fragment is somebody else's. */
  address: string
  /** What was asked for, so that links keep to it. */
  query: PageQuery
  hasJsonLd: boolean
}

export function renderFragment(view: FragmentView): string {
  const { thread, language, query } = view
  const words = MESSAGES[language]
  const heading = thread.count === 0 ? words.noComments : formatPlural(language, thread.count, words.comments)
  const next =
    thread.nextCursor !== null &&
    html`<p>${link(view, { cursor: thread.nextCursor }, 'causerie', words.nextPage)}</p>\n`
  const write = thread.open
    ? link(view, { cursor: null }, 'causerie-form', words.write)
    : html`<strong>${words.closed}</strong> ${words.closedDetail}`
  return html`<section class="causerie" id="causerie" lang="${language}">
<h2>${heading}</h2>
${thread.comments.length > 0 && html`${renderList(thread.comments, view)}\n`}${next}<p>${write}</p>
${view.hasJsonLd && html`${renderJsonLd(thread, { ...NO_QUERY, cursor: query.cursor })}\n`}</section>
`.toString()
}

function renderList(comments: readonly CommentView[], view: FragmentView): Html {
  return html`<ol>
${comments.map((comment) => renderItem(comment, view))}</ol>`
}

function renderItem(comment: CommentView, view: FragmentView): Html {
  const words = MESSAGES[view.language]
  const missing = comment.replyCount - comment.replies.length
  const more =
    missing > 0 &&
    html`<p>${link(view, { under: comment.id, cursor: null }, `comment-${comment.id}`, formatPlural(view.language, missing, words.moreReplies))}</p>\n`
  return html`<li><article id="comment-${comment.id}">
${comment.deleted ? html`<p>${words.deleted}</p>` : renderLiving(comment, view.language)}
</article>
${comment.replies.length > 0 && html`${renderList(comment.replies, view)}\n`}${more}</li>
`
}

function renderLiving({ id, author, html: body, createdAt, editedAt, pinned }: CommentView, language: Language): Html {
  const words = MESSAGES[language]
  const address = webAddress(author.url)
  const name = html`<bdi>${author.name}</bdi>`
  const marks = [author.moderator && words.moderator, pinned && words.pinned, editedAt !== null && words.edited]
  const known = marks.filter((mark) => mark !== false).join(', ')
  return html`<header>${
    address === null ? name : html`<a href="${address}" rel="nofollow ugc noopener">${name}</a>`
  }${known !== '' && html` <small>(${known})</small>`} <a href="#comment-${id}"><time datetime="${createdAt}">${formatMoment(language, new Date(createdAt))}</time></a></header>
<div dir="auto">${raw(body)}</div>`
}

function link(view: FragmentView, change: Partial<PageQuery>, fragment: string, text: string): Html {
  const isNext = change.cursor !== undefined && change.cursor !== null
  return html`<a href="${view.address}${pageLink(view.query, change, fragment)}"${isNext && html` rel="next"`}>${text}</a>`
}
