/**
 * The receipt page: reads the secret behind the #, asks the API with it and shows which of the server's sentences are true.
 * It is one file and shares none with the widget: a part that could not be loaded would be missing just when it is pressed.
 */

import type { components } from 'causerie-api'
import { subscribe, unsubscribe } from './push.js'

type Receipt = components['schemas']['Receipt'] & {
  canAppeal?: boolean
  appeal?: { state: string } | null
}

const byId = (id: string): HTMLElement | null => document.getElementById(id)
const all = (selector: string): NodeListOf<HTMLElement> => document.querySelectorAll(selector)
const readSecret = (): string => decodeURIComponent(location.hash.slice(1))
const lang = document.documentElement.lang

const canNotify = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

const LOOK_MS = 3_000
let receipt: Receipt | undefined
let timer: ReturnType<typeof setTimeout> | undefined

/** Shows one of several sentences or parts that have `data-<kind>`; undefined shows none. */
function choose(kind: string, value: string | undefined): void {
  for (const node of all(`[data-${kind}]`)) node.hidden = node.dataset[kind] !== value
}

function ask(path: string, method = 'GET', json?: object): Promise<Response> {
  const headers: Record<string, string> = { authorization: `Bearer ${readSecret()}` }
  if (json !== undefined) headers['content-type'] = 'application/json'
  // Relative, so that a proxy may serve all of us below a path.
  return fetch(`v1/receipt${path}`, { method, headers, ...(json !== undefined && { body: JSON.stringify(json) }) })
}

async function load(): Promise<void> {
  const other = byId('other')
  // The other language has the same receipt.
  if (other instanceof HTMLAnchorElement) other.hash = location.hash
  if (readSecret() === '') return fail('missing')
  if (receipt === undefined) choose('trouble', 'loading')
  try {
    const answer = await ask('')
    if (answer.status === 404 || answer.status === 401) return fail('unknown')
    if (!answer.ok) return fail('failed')
    show((await answer.json()) as Receipt)
  } catch {
    fail('failed')
  }
}

function fail(trouble: string): void {
  choose('trouble', trouble)
  byId('receipt')?.toggleAttribute('hidden', true)
}

function show(now: Receipt): void {
  receipt = now
  const { status, decision, body, site, slug, id } = now
  choose('trouble', undefined)
  choose('status', status)
  choose('reason', decision?.reason)
  choose('by', decision === null || status === 'deleted' ? undefined : decision.isAutomatic ? 'rules' : 'person')
  choose('appeal', now.appeal?.state)
  byId('status')?.setAttribute('data-state', status)
  const bodyNode = byId('body')
  if (bodyNode !== null) bodyNode.textContent = body
  writeTime('sent', now.submittedAt)
  writeTime('until', now.editableUntil)
  const link = byId('thread')
  if (link instanceof HTMLAnchorElement) {
    link.href = `embed/${encodeURIComponent(site)}/${encodeURIComponent(slug)}?lang=${lang}#comment-${id}`
    link.hidden = status !== 'approved'
  }
  const isThere = status !== 'deleted'
  const parts: Record<string, boolean> = {
    edit: now.canEdit,
    appeal: now.canAppeal === true,
    withdraw: isThere,
    notify: canNotify && (isThere || isNotified(now)),
    data: true,
    erase: isThere,
  }
  for (const part of all('[data-part]')) part.hidden = parts[part.dataset.part ?? ''] !== true
  choose('notify', isNotified(now) ? 'on' : 'off')
  const text = document.querySelector<HTMLTextAreaElement>('[data-form=edit] textarea')
  if (text !== null) text.value = body
  byId('receipt')?.removeAttribute('hidden')
  clearTimeout(timer)
  // Whoever is writing is not interrupted.
  if (status === 'pending' || status === 'held')
    timer = setTimeout(() => document.querySelector('details[open]') ?? void load(), LOOK_MS)
}

/** Whether this browser is told of what is new here: push.ts keeps what ends it. */
function isNotified({ site, slug }: Receipt): boolean {
  try {
    return `${site}/${slug}` in JSON.parse(localStorage.getItem('causerie:push') ?? '{}')
  } catch {
    return false
  }
}

function writeTime(id: string, moment: string): void {
  const time = byId(id)
  time?.setAttribute('datetime', moment)
  if (time !== null) time.textContent = new Date(moment).toLocaleString(lang, { dateStyle: 'long', timeStyle: 'short' })
}

/** Says one of the server's sentences, and brings those who look back to where the status stands. */
function say(id: string): void {
  const said = byId('said')
  const template = byId(id)
  if (said === null) return
  said.textContent = (template instanceof HTMLTemplateElement ? template.content : template)?.textContent ?? ''
  said.scrollIntoView({ block: 'nearest' })
}

const actions: Record<string, (text: string, choice: string) => Promise<string | undefined>> = {
  edit: async (text) => take(await ask('', 'PATCH', { body: text }), 'saved'),
  appeal: async (text) => take(await ask('/appeals', 'POST', { text }), 'appealSent'),
  withdraw: async () => take(await ask('', 'DELETE'), 'withdrawn'),
  erase: async (_text, scope) => take(await ask('/erasure', 'POST', { scope }), 'erased'),
  notify: async (_text, choice) => {
    if (receipt === undefined) return undefined
    // First of all, while the browser still takes it for the answer to a click.
    const permission = choice === 'stop' ? undefined : await Notification.requestPermission()
    if (permission === 'denied' || permission === 'default') return 'notifyBlocked'
    if (permission === undefined) await unsubscribe(receipt)
    else await subscribe(receipt, choice === 'comment' ? readSecret() : undefined)
    return permission === undefined ? 'notifyStopped' : 'notified'
  },
  data: async () => {
    const answer = await ask('/export')
    if (!answer.ok) throw answer
    const link = document.createElement('a')
    link.href = URL.createObjectURL(await answer.blob())
    link.download = `causerie-${receipt?.id ?? ''}.json`
    link.click()
    URL.revokeObjectURL(link.href)
    return undefined
  },
}

function take(answer: Response, words: string): string {
  if (!answer.ok) throw answer
  return words
}

document.addEventListener('submit', async (event) => {
  event.preventDefault()
  const form = event.target as HTMLFormElement
  const choice = (event.submitter as HTMLButtonElement | null)?.value ?? ''
  const text = form.querySelector('textarea')?.value.trim() ?? ''
  if (form.ariaBusy === 'true') return
  form.ariaBusy = 'true'
  try {
    const words = await actions[form.dataset.form ?? '']?.(text, choice)
    if (words !== undefined) {
      form.closest('details')?.removeAttribute('open')
      form.reset()
      await load()
      say(words)
    }
  } catch {
    choose('trouble', 'failed')
    document.querySelector('[data-trouble=failed]')?.scrollIntoView({ block: 'nearest' })
  } finally {
    form.ariaBusy = null
  }
})
addEventListener('hashchange', () => {
  receipt = undefined
  void load()
})
void load()
