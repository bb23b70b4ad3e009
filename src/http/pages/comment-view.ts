/** One comment with the replies below it. */

import { renderAvatar } from './avatar.js'
import { formatAge, formatMoment, formatPlural } from './format.js'
import { type Html, html, raw } from './html.js'
import { pageLink, webAddress } from './links.js'
import { MESSAGES } from './messages.js'
import { renderReportForm, renderReportLink, renderVotes } from './reaction-view.js'
import type { CommentView, ReadingContext } from './thread-view.js'

export interface CommentContext extends ReadingContext {
  open: boolean
  /** The form, when it stands below the comment that is being answered. */
  replyForm: Html | null
  /** Name of the author who is answered; null at the top and below a tombstone. */
  parentName?: string
}

// Where the stylesheet stops to indent. From there on, words must say who is answered.
const INDENT_DEPTH_MAX = 4

export function renderComment(comment: CommentView, context: CommentContext, depth: number): Html {
  const isAnswered = context.form.replyTo?.id === comment.id
  const isReported = !comment.deleted && context.reportOn === comment.id
  const { parentName: _, ...rest } = context
  const below = comment.deleted ? rest : { ...rest, parentName: comment.author.name }
  return html`<li class="causerie-item"><article class="causerie-comment" id="comment-${comment.id}">${
    comment.deleted ? renderTombstone(context) : renderLiving(comment, context, depth)
  }</article>${isAnswered && context.replyForm}${isReported && renderReportForm(comment, context)}${renderReplies(comment, below, depth)}</li>`
}

function renderTombstone({ language }: CommentContext): Html {
  return html`<p class="causerie-tombstone">${MESSAGES[language].deleted}</p>`
}

function renderLiving(comment: CommentView, context: CommentContext, depth: number): Html {
  const { author } = comment
  const words = MESSAGES[context.language]
  const answered =
    depth > INDENT_DEPTH_MAX &&
    context.parentName !== undefined &&
    html` <span class="causerie-answered">${words.inReplyTo(html`<bdi>${context.parentName}</bdi>`)}</span>`
  return html`${renderAvatar(author)}<header class="causerie-meta"><span class="causerie-author">${renderName(author)}</span>${
    // Outside of the name: an author can choose any name, but no markup around it.
    author.moderator && html` <span class="causerie-badge causerie-staff">${words.moderator}</span>`
  }${comment.pinned && html` <span class="causerie-badge">${words.pinned}</span>`} <a class="causerie-permalink" href="#comment-${comment.id}"><span class="causerie-hidden">${words.permalink}, </span>${renderTime(comment, context)}</a>${answered}</header>
<div class="causerie-body" dir="auto">${raw(comment.html)}</div>
${renderFooter(comment, context)}`
}

function renderName({ name, url }: CommentView['author']): Html {
  const address = webAddress(url)
  if (address === null) return html`<bdi>${name}</bdi>`
  return html`<a href="${address}" rel="nofollow ugc noopener" target="_top"><bdi>${name}</bdi></a>`
}

function renderTime({ createdAt, editedAt }: CommentView, { language, now }: CommentContext): Html {
  const words = MESSAGES[language]
  const created = new Date(createdAt)
  const text = formatAge(language, created, now) ?? words.justNow
  const edited =
    editedAt !== null &&
    html` <span class="causerie-edited" title="${formatMoment(language, new Date(editedAt))}">(${words.edited})</span>`
  return html`<time datetime="${createdAt}" title="${formatMoment(language, created)}">${text}</time>${edited}`
}

function renderFooter(comment: CommentView, context: CommentContext): Html {
  const { language, open, query } = context
  const words = MESSAGES[language]
  const reply = html`<a class="causerie-reply" href="${pageLink(query, { reply: comment.id }, 'causerie-form')}">${words.reply}<span class="causerie-hidden">${words.replyTo(html`<bdi>${comment.author.name}</bdi>`)}</span></a>`
  return html`<footer class="causerie-actions">${open && reply}${renderVotes(comment, context)}${renderReportLink(comment, context)}</footer>`
}

function renderReplies(comment: CommentView, context: CommentContext, depth: number): Html | null {
  const { language, query } = context
  const words = MESSAGES[language]
  const missing = comment.replyCount - comment.replies.length
  if (comment.replies.length === 0 && missing <= 0) return null

  // The list needs a name of its own: a screen reader announces it before the first reply.
  const label = comment.deleted ? formatPlural(language, comment.replyCount, words.replies) : comment.author.name
  const name = comment.deleted ? html`${label}` : words.repliesTo(html`${label}`)
  const list =
    comment.replies.length > 0 &&
    html`<ol class="causerie-list causerie-replies${depth >= INDENT_DEPTH_MAX && ' causerie-flat'}" aria-label="${name}">${comment.replies.map((reply) => renderComment(reply, context, depth + 1))}</ol>`
  const more =
    missing > 0 &&
    html`<p class="causerie-more"><a href="${pageLink(query, { under: comment.id, cursor: null }, `comment-${comment.id}`)}">${formatPlural(language, missing, words.moreReplies)}</a></p>`
  return html`${list}${more}`
}
