/** The form below the thread, and the one below a comment that is answered. What is typed is kept until it is sent. */

import { h } from './dom.js'
import { loadPart } from './load.js'
import { recall, remember } from './store.js'
import { ask, attempt, type Comment, keyOf, type Talk } from './talk.js'
import { fill } from './words.js'

export interface Form {
  form: HTMLFormElement
  /** The comment that is answered; undefined at the end of the thread. */
  parent: Comment | undefined
  /** Asked for when the form is first touched: it shows how long somebody wrote. */
  token: Promise<string | undefined> | undefined
  /** Where what is typed is kept. */
  draft: string
  /** What was sent last, and the key that makes the same sent again one comment. */
  last: { json: string; key: string } | undefined
}

export interface Author {
  name?: string
  url?: string
}

let forms = 0

export function makeForm(talk: Talk, parent?: Comment): HTMLElement {
  const { words } = talk
  const prefix = `f${++forms}-`
  const draft = keyOf(`draft-${parent?.id ?? ''}`, talk)
  const author = recall<Author>('author')
  const field = (
    name: string,
    label: string,
    tag: string,
    attributes: Parameters<typeof h>[1],
    note?: string | false,
  ): HTMLElement => {
    const id = prefix + name
    return h(
      `div.field field-${name}`,
      null,
      h('label.label', { for: id }, label, !attributes?.required && h('span.hint', null, ` (${words.optional})`)),
      h<HTMLInputElement>(`${tag}.input`, { id, name, 'aria-describedby': note && `${id}-note`, ...attributes }),
      note && h('p.note', { id: `${id}-note` }, note),
    )
  }
  const form: HTMLFormElement = h(
    'form.form',
    {
      novalidate: true,
      'aria-labelledby': `${prefix}title`,
      focusin: () => {
        state.token ??= takeToken(talk)
      },
      input: () => remember(draft, (form.elements.namedItem('body') as HTMLTextAreaElement).value || undefined),
      submit: (event) => {
        event.preventDefault()
        return attempt(talk, async () => (await loadPart(talk, 'send')).send(talk, state))
      },
    },
    h('h3.heading', { id: `${prefix}title` }, parent ? fill(words.replyTo, parent.author.name) : words.write),
    field('body', words.body, 'textarea', { rows: 5, required: true, dir: 'auto' }),
    field('name', words.name, 'input', { required: true, autocomplete: 'name', value: author?.name }),
    field('email', words.email, 'input', { type: 'email', autocomplete: 'email', dir: 'ltr' }, words.emailNote),
    field('url', words.url, 'input', {
      type: 'url',
      autocomplete: 'url',
      dir: 'ltr',
      placeholder: 'https://',
      value: author?.url,
    }),
    // The trap for robots: clipped rather than not displayed, out of the tab order and of the accessibility tree.
    h('div.hidden', { 'aria-hidden': 'true' }, h('input', { name: 'website', tabindex: -1, autocomplete: 'off' })),
    h(
      'div.send',
      null,
      h('button.button', null, parent ? words.submitReply : words.submit),
      parent && h('button.button quiet', { type: 'button', click: () => closeReply(talk, parent, form) }, words.cancel),
      h('span.note', null, words.moderation),
    ),
  )
  const state: Form = { form, parent, token: undefined, draft, last: undefined }
  ;(form.elements.namedItem('body') as HTMLTextAreaElement).value = recall<string>(draft) ?? ''
  return form
}

/** Opens the form below a comment, or goes to it when it is open. */
export function openReply(talk: Talk, comment: Comment): void {
  const { item, article } = talk.shown.get(comment.id) ?? {}
  const form = item?.querySelector(':scope > form') ?? makeForm(talk, comment)
  if (!form.parentNode) article?.after(form)
  form.querySelector('textarea')?.focus()
}

export function closeReply(talk: Talk, { id }: Comment, form: Element): void {
  form.remove()
  talk.shown.get(id)?.article.querySelector<HTMLElement>('.reply')?.focus()
}

async function takeToken({ api, site }: Talk): Promise<string | undefined> {
  try {
    return (await (await ask(`${api}v1/sites/${encodeURIComponent(site)}/form`)).json()).formToken
  } catch {
    // A comment without a token is taken too.
    return undefined
  }
}
