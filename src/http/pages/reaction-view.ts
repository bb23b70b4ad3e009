/** What readers do with a comment that is not theirs, as forms: two buttons to vote, and a report. No script is needed. */

import { REPORT_LIMITS, REPORT_REASONS } from '../../domain/report.js'
import { formatNumber } from './format.js'
import { type Html, html } from './html.js'
import { pageLink, reportPath, votePath } from './links.js'
import { MESSAGES } from './messages.js'
import type { CommentView, ReadingContext } from './thread-view.js'

/** Two arrows with the sum between them. The one that is pressed takes the vote back. */
export function renderVotes({ id, votes }: CommentView, { language, ownVotes }: ReadingContext): Html {
  const words = MESSAGES[language]
  const own = ownVotes[id]
  const arrow = (value: 1 | -1): Html => {
    const isPressed = own === value
    const label = value > 0 ? words.voteFor : words.voteAgainst
    return html`<button class="causerie-vote" name="value" value="${isPressed ? 0 : value}" aria-label="${label}" aria-pressed="${isPressed ? 'true' : 'false'}"></button>`
  }
  const total = votes !== 0 && formatNumber(language, votes)
  return html`<form class="causerie-votes" method="post" action="${votePath(id)}">${arrow(1)}<span class="causerie-total">${total}</span>${arrow(-1)}</form>`
}

export function renderReportLink({ id, author }: CommentView, { language, query }: ReadingContext): Html {
  const words = MESSAGES[language]
  return html`<a class="causerie-report" href="${pageLink(query, { report: id }, 'causerie-report')}">${words.report}<span class="causerie-hidden">${words.reportOf(html`<bdi>${author.name}</bdi>`)}</span></a>`
}

export function renderReportForm({ id }: CommentView, { language, query }: ReadingContext): Html {
  const words = MESSAGES[language]
  const reasons = REPORT_REASONS.map(
    (reason) =>
      html`<label class="causerie-reason"><input type="radio" name="reason" value="${reason}" required> ${words.reportReasons[reason]}</label>`,
  )
  return html`<form class="causerie-form" id="causerie-report" method="post" action="${reportPath(id)}" accept-charset="utf-8" aria-labelledby="causerie-report-title">
<div class="causerie-form-head"><h3 class="causerie-form-title" id="causerie-report-title">${words.reportHeading}</h3> <a href="${pageLink(query, {}, `comment-${id}`)}">${words.cancelReport}</a></div>
<fieldset class="causerie-reasons"><legend>${words.reportReason}</legend>${reasons}</fieldset>
<div class="causerie-field">
<label for="causerie-report-text">${words.reportText} <span class="causerie-hint">(${words.optional})</span></label>
<textarea class="causerie-input" id="causerie-report-text" name="text" rows="4" dir="auto" maxlength="${REPORT_LIMITS.textLength}"></textarea>
</div>
<p class="causerie-send"><button class="causerie-button" type="submit">${words.reportSend}</button></p>
</form>`
}
