/** The form that sends a comment without any script, and everything it says when something is wrong. */

import { COMMENT_LIMITS } from '../../domain/comment.js'
import type { FieldError } from '../../domain/errors.js'
import { describeFieldError } from './field-errors.js'
import { formatPlural } from './format.js'
import { type Html, html } from './html.js'
import { pageLink, submitPath } from './links.js'
import { MESSAGES, type Messages } from './messages.js'
import type { ReadingContext, ThreadView } from './thread-view.js'

export interface FormView {
  /** What was typed, to be shown again. The address is not here: it is never repeated to anybody. */
  values: { name?: string; url?: string; body?: string }
  errors: readonly FieldError[]
  notice: 'submitted' | 'reported' | null
  formToken: string | null
  replyTo: { id: string; name: string } | null
  requireEmail: boolean
}

export const EMPTY_FORM: FormView = {
  values: {},
  errors: [],
  notice: null,
  formToken: null,
  replyTo: null,
  requireEmail: false,
}

const FIELD_IDS: Readonly<Record<string, string>> = {
  body: 'causerie-body',
  'author.name': 'causerie-name',
  'author.email': 'causerie-email',
  'author.url': 'causerie-url',
}

export function renderForm(thread: Pick<ThreadView, 'site' | 'slug' | 'title' | 'url'>, reading: ReadingContext): Html {
  const { language, query, form } = reading
  const words = MESSAGES[language]
  const { replyTo } = form
  const heading = replyTo === null ? words.formHeading : words.replyHeading(html`<bdi>${replyTo.name}</bdi>`)
  return html`<form class="causerie-form" id="causerie-form" method="post" action="${submitPath(thread.site, thread.slug)}" accept-charset="utf-8" aria-labelledby="causerie-form-title">
<div class="causerie-form-head"><h3 class="causerie-form-title" id="causerie-form-title">${heading}</h3>${
    replyTo !== null && html` <a href="${pageLink(query, {}, `comment-${replyTo.id}`)}">${words.cancelReply}</a>`
  }</div>
${renderErrorSummary(reading)}
${renderBody(reading)}
<div class="causerie-fields">
${renderInput(reading, { field: 'author.name', label: words.name, required: true, attributes: html`type="text" autocomplete="name" maxlength="${COMMENT_LIMITS.nameLength}" value="${form.values.name ?? ''}"` })}
${renderInput(reading, { field: 'author.email', label: words.email, required: form.requireEmail, note: words.emailNote, attributes: html`type="email" inputmode="email" autocomplete="email" spellcheck="false" maxlength="${COMMENT_LIMITS.emailBytes}"` })}
${renderInput(reading, { field: 'author.url', label: words.url, required: false, note: words.urlNote, attributes: html`type="url" inputmode="url" autocomplete="url" spellcheck="false" placeholder="https://" maxlength="${COMMENT_LIMITS.urlLength}" value="${form.values.url ?? ''}"` })}
</div>
${renderHiddenFields(thread, form, words)}
<p class="causerie-send"><button class="causerie-button" type="submit">${replyTo === null ? words.submit : words.submitReply}</button> <span class="causerie-note">${words.moderationNote}</span></p>
</form>`
}

function renderErrorSummary({ language, form }: ReadingContext): Html | null {
  if (form.errors.length === 0) return null
  const words = MESSAGES[language]
  const items = form.errors.map((error) => {
    const id = FIELD_IDS[error.field]
    const sentence = describeFieldError(language, error)
    const label = fieldLabel(error.field, words)
    return id === undefined || label === undefined
      ? html`<li>${sentence}</li>`
      : html`<li><a href="#${id}">${label}</a>${language === 'fr' ? '\u00a0' : ''}: ${sentence}</li>`
  })
  // Autofocus brings the keyboard and the screen reader here after the reload; there is no script to do it.
  return html`<div class="causerie-errors" role="alert" tabindex="-1" autofocus><p><strong>${formatPlural(language, form.errors.length, words.errorSummary)}</strong></p><ul>${items}</ul></div>`
}

function fieldLabel(field: string, words: Messages): string | undefined {
  const labels: Record<string, string> = {
    body: words.body,
    'author.name': words.name,
    'author.email': words.email,
    'author.url': words.url,
  }
  return labels[field]
}

function renderBody(reading: ReadingContext): Html {
  const words = MESSAGES[reading.language]
  const keys = ['emphasis', 'strong', 'link', 'quote', 'list', 'code'] as const
  const rows = keys.map(
    (key) => html`<div><dt>${words.markdown[key]}</dt><dd><code>${words.markdownSample[key]}</code></dd></div>`,
  )
  const error = renderError(reading, 'body')
  return html`<div class="causerie-field">
<label for="causerie-body">${words.body} <span class="causerie-hint">(${words.required})</span></label>
<textarea class="causerie-input" id="causerie-body" name="body" rows="6" required dir="auto" maxlength="${COMMENT_LIMITS.bodyLength}"${describedBy([error !== null && 'causerie-body-error'])}${error !== null && html` aria-invalid="true"`}>
${reading.form.values.body ?? ''}</textarea>
${error}
<details class="causerie-help"><summary>${words.markdownSummary}</summary><dl>${rows}</dl></details>
</div>`
}

interface Input {
  field: string
  label: string
  required: boolean
  note?: string
  attributes: Html
}

function renderInput(reading: ReadingContext, { field, label, required, note, attributes }: Input): Html {
  const words = MESSAGES[reading.language]
  const id = FIELD_IDS[field] ?? ''
  const error = renderError(reading, field)
  const described = describedBy([error !== null && `${id}-error`, note !== undefined && `${id}-note`])
  return html`<div class="causerie-field causerie-field-${field.replace('author.', '')}">
<label for="${id}">${label} <span class="causerie-hint">(${required ? words.required : words.optional})</span></label>
<input class="causerie-input" id="${id}" name="${field}" ${attributes}${required && html` required`}${described}${error !== null && html` aria-invalid="true"`}>
${error}
${note !== undefined && html`<p class="causerie-note" id="${id}-note">${note}</p>`}
</div>`
}

function renderError({ language, form }: ReadingContext, field: string): Html | null {
  const errors = form.errors.filter((error) => error.field === field)
  const id = FIELD_IDS[field] ?? ''
  if (errors.length === 0) return null
  return html`<p class="causerie-error" id="${id}-error">${errors.map((error) => describeFieldError(language, error)).join(' ')}</p>`
}

function describedBy(ids: readonly (string | false)[]): Html | null {
  const present = ids.filter((id) => id !== false)
  return present.length === 0 ? null : html` aria-describedby="${present.join(' ')}"`
}

function renderHiddenFields(thread: Pick<ThreadView, 'title' | 'url'>, form: FormView, words: Messages): Html {
  const hidden = (name: string, value: string | null) =>
    value !== null && html`<input type="hidden" name="${name}" value="${value}">`
  // The trap for robots: clipped to nothing rather than not displayed, out of the tab order and of the accessibility tree.
  return html`${hidden('parentId', form.replyTo?.id ?? null)}${hidden('page.url', thread.url)}${hidden('page.title', thread.title)}${hidden('formToken', form.formToken)}
<div class="causerie-extra" aria-hidden="true"><label for="causerie-website">${words.honeypot}</label><input id="causerie-website" name="website" type="text" tabindex="-1" autocomplete="off"></div>`
}
