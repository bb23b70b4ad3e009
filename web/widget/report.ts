/** Tells a moderator what is wrong with a comment. */

import css from './report.css'
import type { Comment, Talk } from './talk.js'

const REASONS = ['spam', 'harassment', 'hate', 'illegal', 'personal-data', 'off-topic', 'other'] as const
const sheet = new CSSStyleSheet()
sheet.replaceSync(css)

/** Opens the dialog; the keyboard comes back to where it was when it closes. */
export async function openReport(talk: Talk, { id }: Comment): Promise<void> {
  const { words, tools, main, locale, formats } = talk
  const { h } = tools
  const later = await tools.loadWords(talk.base, locale, 'later')
  // Who clicked twice while this was loaded wants one.
  if (main.querySelector('dialog')) return
  const root = talk.host.shadowRoot
  if (root !== null && !root.adoptedStyleSheets.includes(sheet))
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]

  const button = (name: string, click: () => unknown, text: string): HTMLElement =>
    h(name, { type: 'button', click }, text)
  const close = (): void => dialog.close()
  const form: HTMLFormElement = h(
    'form.form',
    {
      submit: (event) => {
        event.preventDefault()
        return send()
      },
    },
    h('h3.heading', { id: 'report-title' }, later.reportTitle),
    h(
      'fieldset',
      null,
      h('legend', null, later.reason),
      ...REASONS.map((reason) =>
        h(
          'label.reason',
          null,
          h('input', { type: 'radio', name: 'reason', value: reason, required: true }),
          later[reason],
        ),
      ),
    ),
    h(
      'label.label',
      null,
      later.details,
      h('span.hint', null, ` (${words.optional})`),
      h('textarea.input', { name: 'text', rows: 3, maxlength: 2_000, dir: 'auto' }),
    ),
    h('div.send', null, h('button.button', null, later.send), button('button.button quiet', close, words.cancel)),
  )
  const dialog: HTMLDialogElement = h(
    'dialog.dialog',
    {
      'aria-labelledby': 'report-title',
      close: () => {
        dialog.remove()
        // Where the browser would go to may be drawn anew by now, or be the sentence of thanks.
        talk.shown.get(id)?.article.querySelector<HTMLElement>('.report, .reported')?.focus()
      },
    },
    form,
  )
  const send = async (): Promise<void> => {
    if (form.ariaBusy === 'true') return
    form.ariaBusy = 'true'
    form.querySelector('.error')?.remove()
    const { reason, text } = Object.fromEntries(new FormData(form)) as Record<string, string>
    try {
      const answer = await tools.ask(`${talk.api}v1/comments/${id}/reports`, {
        method: 'POST',
        body: JSON.stringify({ reason, ...(text?.trim() && { text: text.trim() }) }),
      })
      if (!answer.ok) throw answer
      const place = talk.shown.get(id)?.article.querySelector('.report')
      place?.replaceWith(h('span.reported', { tabindex: -1 }, later.reported))
      close()
      talk.say(later.reported)
    } catch (error) {
      const seconds = error instanceof Response && error.status === 429 && Number(error.headers.get('retry-after'))
      const sentence = seconds ? tools.count(formats, seconds, later.wait) : words.sendFailed
      form.append(h('p.error', { role: 'alert' }, sentence))
    } finally {
      form.ariaBusy = null
    }
  }
  main.append(dialog)
  dialog.showModal()
}
