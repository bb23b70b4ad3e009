/** The thread of a page as markup: heading, order, comments with their replies, and the form where it belongs. */

import { type CommentContext, renderComment } from './comment-view.js'
import { type FormView, renderForm } from './form-view.js'
import { formatPlural } from './format.js'
import { type Html, html } from './html.js'
import { type PageQuery, pageLink, SORTS, type Sort } from './links.js'
import { type Language, MESSAGES } from './messages.js'

export interface ThreadView {
  site: string
  slug: string
  title: string | null
  url: string | null
  open: boolean
  count: number
  comments: CommentView[]
  nextCursor: string | null
  sort: Sort
}

export interface CommentView {
  id: string
  parentId: string | null
  author: { id: string; name: string; url: string | null; moderator: boolean }
  /** Trusted: made from Markdown by our own renderer. */
  html: string
  createdAt: string
  editedAt: string | null
  votes: number
  pinned: boolean
  deleted: boolean
  replyCount: number
  replies: CommentView[]
}

/** Everything that is not the thread itself: who reads, when, what they asked for, and how their form stands. */
export interface ReadingContext {
  language: Language
  now: Date
  query: PageQuery
  form: FormView
  /** How this reader voted, by comment. */
  ownVotes: Readonly<Record<string, 1 | -1>>
  /** The comment that the reader is about to report. */
  reportOn: string | null
}

export function renderThread(thread: ThreadView, reading: ReadingContext): Html {
  const { language, query } = reading
  const words = MESSAGES[language]
  const replyTo = thread.open ? reading.form.replyTo : null
  const isParentShown = replyTo !== null && findComment(thread.comments, replyTo.id) !== undefined
  const form = thread.open ? renderForm(thread, reading) : null
  const context: CommentContext = { ...reading, open: thread.open, replyForm: isParentShown ? form : null }
  const heading = thread.count === 0 ? words.noComments : formatPlural(language, thread.count, words.comments)

  return html`<section class="causerie" id="causerie" lang="${language}" aria-labelledby="causerie-title">
<header class="causerie-head">
<h2 class="causerie-title" id="causerie-title">${heading}</h2>
${thread.open && thread.count > 0 && html`<a class="causerie-write" href="#causerie-form">${words.write}</a>`}
${thread.count > 1 && renderSorts(thread, reading)}
</header>
${query.under !== null && html`<p class="causerie-back"><a href="${pageLink(query, { under: null }, 'causerie')}"><span aria-hidden="true" class="causerie-arrow">←</span> ${words.wholeConversation}</a></p>`}
${renderNotice(reading)}
${
  thread.comments.length > 0
    ? html`<ol class="causerie-list">${thread.comments.map((comment) => renderComment(comment, context, 0))}</ol>`
    : thread.open && thread.count === 0 && html`<p class="causerie-empty">${words.beFirst}</p>`
}
${
  thread.nextCursor !== null &&
  html`<p class="causerie-next"><a class="causerie-button causerie-button-quiet" rel="next" href="${pageLink(query, { cursor: thread.nextCursor }, 'causerie')}">${words.nextPage}</a></p>`
}
${!thread.open && html`<p class="causerie-closed"><strong>${words.closed}</strong> ${words.closedDetail}</p>`}
${!isParentShown && form}
</section>`
}

function renderSorts(thread: ThreadView, { language, query }: ReadingContext): Html {
  const words = MESSAGES[language]
  const links = SORTS.map((sort) => {
    // A cursor belongs to one order: in another it would point nowhere.
    const href = pageLink(query, { sort, cursor: null }, 'causerie')
    const current = sort === thread.sort && html` aria-current="true"`
    return html`<li><a href="${href}"${current}>${words.sorts[sort]}</a></li>`
  })
  return html`<nav class="causerie-sorts" aria-label="${words.sortLabel}"><ul>${links}</ul></nav>`
}

function renderNotice({ language, form }: ReadingContext): Html | null {
  if (form.notice === null) return null
  const words = MESSAGES[language]
  const sentence =
    form.notice === 'reported'
      ? html`<strong>${words.reported}</strong>`
      : html`<strong>${words.submitted}</strong> ${words.submittedDetail}`
  return html`<div class="causerie-notice" id="causerie-notice" role="status"><p>${sentence}</p></div>`
}

function findComment(comments: readonly CommentView[], id: string): CommentView | undefined {
  for (const comment of comments) {
    const found = comment.id === id ? comment : findComment(comment.replies, id)
    if (found !== undefined) return found
  }
  return undefined
}
