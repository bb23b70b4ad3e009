/** Sends a form: checks what can be checked here, says what is wrong beside each field, keeps the receipt. */

import type { components } from 'causerie-api'
import type { Form } from './form.js'
import type { Own, Talk } from './talk.js'
import type { LaterWords } from './words.js'

type Problem = Partial<components['schemas']['Problem']> & { challenge?: components['schemas']['Challenge'] }
type Errors = Record<string, string>

const TOO_LONG = /longer than (\d+) characters/

/** Sends what is in the form. Throws only when what shows it afterwards cannot be loaded: then nothing is sent. */
export async function send(talk: Talk, state: Form): Promise<void> {
  const { words, tools } = talk
  const { form } = state
  const [later, { showOwn }] = await Promise.all([
    tools.loadWords(talk.base, talk.locale, 'later'),
    tools.loadPart(talk, 'own'),
  ])
  if (form.ariaBusy === 'true') return
  clear(form)
  const errors = check(form, later)
  if (Object.keys(errors).length > 0) {
    showErrors(talk, form, errors)
    return
  }
  form.ariaBusy = 'true'
  talk.say(later.sending)
  try {
    const outcome = await post(talk, state, later)
    if (typeof outcome === 'string') {
      empty(talk, state)
      await showOwn(talk)
      talk.main.querySelector<HTMLElement>(`#own-${outcome}`)?.focus()
      talk.say(later.arrived)
    } else if (Object.keys(outcome).length > 0) showErrors(talk, form, outcome)
  } catch {
    showErrors(talk, form, { '': words.sendFailed })
  } finally {
    form.ariaBusy = null
  }
}

function textOf(form: HTMLFormElement, name: string): string {
  return (form.elements.namedItem(name) as HTMLInputElement).value.trim()
}

function check(form: HTMLFormElement, later: LaterWords): Errors {
  const errors: Errors = {}
  for (const name of ['body', 'name']) if (textOf(form, name) === '') errors[name] = later.empty
  const { validity } = form.elements.namedItem('email') as HTMLInputElement
  if (validity.typeMismatch) errors.email = later.badEmail
  const url = form.elements.namedItem('url') as HTMLInputElement
  // People leave out what every address begins with.
  if (/^[^\s:/]+\.[^\s:]+$/.test(url.value)) url.value = `https://${url.value}`
  if (url.value !== '' && !/^https?:\/\/[^\s/]/i.test(url.value)) errors.url = later.badUrl
  return errors
}

/** The id of the comment that was taken, or what is wrong; throws when nobody answered. */
async function post(talk: Talk, state: Form, later: LaterWords): Promise<string | Errors> {
  const { api, tools, words, formats } = talk
  const { form, parent } = state
  const own = { name: textOf(form, 'name'), url: textOf(form, 'url'), body: textOf(form, 'body') }
  const email = textOf(form, 'email')
  const content = {
    author: { name: own.name, ...(own.url && { url: own.url }), ...(email && { email }) },
    body: own.body,
    parentId: parent?.id ?? null,
    page: { url: location.href.split('#')[0], title: document.title.slice(0, 300) },
    website: textOf(form, 'website'),
  }
  const json = JSON.stringify(content)
  if (state.last?.json !== json) state.last = { json, key: makeKey() }
  for (let proof: string | undefined; ; ) {
    const token = await state.token
    const answer = await tools.ask(`${api}${tools.threadPath(talk)}/comments`, {
      method: 'POST',
      headers: { 'idempotency-key': state.last.key },
      body: JSON.stringify({ ...content, ...(token && { formToken: token }), ...(proof && { proof }) }),
    })
    if (answer.ok) {
      const { id, receipt } = (await answer.json()) as components['schemas']['Accepted']
      const { name, body } = own
      const record: Own = { id, receipt, parentId: parent?.id ?? null, name, body, sentAt: new Date().toISOString() }
      const key = tools.keyOf('own', talk)
      tools.remember(key, [...(tools.recall<Own[]>(key) ?? []), record])
      tools.remember('author', { name: own.name, url: own.url })
      return id
    }
    const problem = (await answer.json()) as Problem
    const named = problem.errors ?? []
    // The form was open for too long: the same comment goes without its token, and counts as new for the key.
    if (token && named.some(({ field }) => field === 'formToken')) {
      state.token = undefined
      continue
    }
    if (!proof && problem.challenge) {
      proof = await (await tools.loadPart(talk, 'solve')).solve(problem.challenge)
      continue
    }
    if (answer.status === 429) {
      const seconds = Number(answer.headers.get('retry-after')) || 60
      return { '': tools.count(formats, seconds, later.wait) }
    }
    if (problem.type?.endsWith('/thread-closed')) return { '': words.closed }
    if (named.length === 0) return { '': answer.status < 500 ? later.badText : words.sendFailed }
    return Object.fromEntries(
      named.map(({ field, detail }) => [field.replace('author.', ''), describe(talk, form, field, detail, later)]),
    )
  }
}

function describe(
  { tools, formats }: Talk,
  form: HTMLFormElement,
  field: string,
  detail: string,
  later: LaterWords,
): string {
  const max = TOO_LONG.exec(detail)?.[1]
  const input = form.elements.namedItem(field.replace('author.', ''))
  if (max && input)
    return tools.count(formats, [...textOf(form, field.replace('author.', ''))].length - Number(max), later.tooLong)
  if (/shows nothing|is empty|is missing|required/.test(detail)) return later.empty
  if (field === 'author.email') return later.badEmail
  return field === 'author.url' ? later.badUrl : later.badText
}

/** For pages without https, where crypto.randomUUID is not to be had. */
function makeKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function clear(form: HTMLFormElement): void {
  for (const error of form.querySelectorAll('.error')) error.remove()
  for (const input of form.querySelectorAll<HTMLElement>('[aria-invalid]')) {
    input.ariaInvalid = null
    const { note } = input.dataset
    if (note === '') input.removeAttribute('aria-describedby')
    else input.setAttribute('aria-describedby', note ?? '')
  }
}

/** Each sentence beside its field, what belongs to none above the button; the keyboard goes to the first. */
function showErrors({ tools, say }: Talk, form: HTMLFormElement, errors: Errors): void {
  let first: HTMLElement | undefined
  for (const [name, sentence] of Object.entries(errors)) {
    const input = form.elements.namedItem(name)
    if (name === '' || !(input instanceof HTMLElement)) {
      form.querySelector('.send')?.before(tools.h('p.error', { role: 'alert' }, sentence))
      continue
    }
    const id = `${input.id}-error`
    input.dataset.note = input.getAttribute('aria-describedby') ?? ''
    input.ariaInvalid = 'true'
    input.setAttribute('aria-describedby', `${id} ${input.dataset.note}`.trim())
    input.after(tools.h('p.error', { id }, sentence))
    first ??= input
  }
  say('')
  first?.focus()
}

/** The form is as it was before anybody wrote. */
function empty(talk: Talk, state: Form): void {
  const { tools } = talk
  const { form, parent } = state
  tools.remember(state.draft, undefined)
  Object.assign(state, { token: undefined, last: undefined })
  ;(form.elements.namedItem('body') as HTMLTextAreaElement).value = ''
  if (parent !== undefined) tools.closeReply(talk, parent, form)
}
