/** Comments sent from this browser: shown here alone until they are approved, followed, edited, withdrawn. */

import type { components } from 'causerie-api'
import css from './own.css'
import type { Own, Talk } from './talk.js'
import type { LaterWords } from './words.js'

type Receipt = components['schemas']['Receipt']

/** A comment of one's own on the screen. */
interface Card {
  own: Own
  later: LaterWords
  /** The comment while only its author sees it; replaced by the thread's own when that has it. */
  item: HTMLElement
  /** What its author may do with it; stands in the card, or below the comment in the thread. */
  actions: HTMLElement
  state: HTMLElement
  /** Its author is changing it, or asked whether to withdraw it: what stands there stays. */
  isInUse: boolean
  receipt: Receipt | undefined
  delayMs: number
  timer: ReturnType<typeof setTimeout> | undefined
}

const FIRST_LOOK_MS = 500
const LAST_LOOK_MS = 60_000
const KEEP_MS = 30 * 86_400_000
const cards = new WeakMap<Talk, Map<string, Card>>()
const sheet = new CSSStyleSheet()
sheet.replaceSync(css)

/** Shows what this browser sent to the thread and follows what becomes of it. Safe to call again when there is more. */
export async function showOwn(talk: Talk): Promise<void> {
  const { tools } = talk
  const later = await tools.loadWords(talk.base, talk.locale, 'later')
  const root = talk.host.shadowRoot
  if (root !== null && !root.adoptedStyleSheets.includes(sheet))
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  if (!talk.mine.isConnected) return
  const known = cards.get(talk) ?? new Map<string, Card>()
  cards.set(talk, known)
  for (const own of tools.recall<Own[]>(tools.keyOf('own', talk)) ?? []) {
    if (known.has(own.id)) continue
    if (Date.now() - Date.parse(own.sentAt) > KEEP_MS) {
      forget(talk, own.id)
      continue
    }
    talk.own.add(own.id)
    const card = makeCard(talk, own, later)
    known.set(own.id, card)
    settle(talk, card)
    void follow(talk, card)
  }
  talk.afterRefresh = () => {
    for (const card of known.values()) settle(talk, card)
  }
}

function makeCard(talk: Talk, own: Own, later: LaterWords): Card {
  const { h, makeAvatar, makeTime } = talk.tools
  const state = h('p.state', null, later.pending)
  const actions = h('div.actions own')
  const article = h(
    'article.comment pending',
    { id: `own-${own.id}`, tabindex: -1 },
    makeAvatar(own.id, own.name),
    h('header.meta', null, h('span.author', null, h('bdi', null, own.name)), makeTime(talk, own.sentAt)),
    h('div.body', { dir: 'auto' }, own.body),
    state,
    actions,
  )
  return {
    own,
    later,
    item: h('li.item', null, article),
    actions,
    state,
    isInUse: false,
    receipt: undefined,
    delayMs: FIRST_LOOK_MS,
    timer: undefined,
  }
}

/** Puts a card where it belongs now: below the comment it answers, at the end, or away when the thread has the comment. */
function settle(talk: Talk, card: Card): void {
  const { own, item, actions } = card
  const shown = talk.shown.get(own.id)
  if (shown === undefined) {
    if (item.isConnected || (card.receipt && isGone(card.receipt))) return
    const parent = talk.shown.get(own.parentId ?? '')
    if (parent === undefined) talk.mine.append(item)
    else parent.replies.before(item)
    item.firstElementChild?.append(actions)
    // It was in the thread and is there no more: something was decided.
    if (card.receipt?.status === 'approved') followSoon(talk, card)
    return
  }
  const focused = item.querySelector<HTMLElement>(':focus')
  if (actions.parentElement !== shown.article) shown.article.append(actions)
  if (item.isConnected) {
    item.remove()
    talk.say(card.later.approved)
  }
  // What moves on the page loses the keyboard: whoever is writing there goes on writing.
  if (focused) (actions.contains(focused) ? focused : shown.article).focus({ preventScroll: true })
}

const isGone = ({ status }: Receipt): boolean => status === 'deleted'

/** Looks at the receipt, more and more rarely, until nothing more will happen by itself. */
async function follow(talk: Talk, card: Card): Promise<void> {
  if (talk.signal.aborted || !cards.get(talk)?.has(card.own.id)) return
  try {
    const answer = await askReceipt(talk, card)
    if (answer.status === 404) return remove(talk, card)
    if (answer.ok) await show(talk, card, await answer.json())
  } catch {
    // Offline, most likely: the next look may have more luck.
  }
  const status = card.receipt?.status
  if (status === 'rejected' || status === 'spam' || (status === 'approved' && talk.shown.has(card.own.id))) return
  card.delayMs = Math.min(card.delayMs * 1.6, LAST_LOOK_MS)
  card.timer = setTimeout(() => void follow(talk, card), card.delayMs)
}

function followSoon(talk: Talk, card: Card): void {
  clearTimeout(card.timer)
  card.delayMs = FIRST_LOOK_MS
  card.timer = setTimeout(() => void follow(talk, card), card.delayMs)
}

async function show(talk: Talk, card: Card, receipt: Receipt): Promise<void> {
  const { later, state } = card
  const before = card.receipt
  card.receipt = receipt
  if (isGone(receipt)) return remove(talk, card)
  const isRefused = receipt.status === 'rejected' || receipt.status === 'spam'
  const words = isRefused ? later.refused : later[receipt.status as 'pending' | 'held' | 'approved']
  state.classList.toggle('refused', isRefused)
  if (state.textContent !== words) {
    state.textContent = words
    // The first look is no news; approval is told when the comment is there to be seen.
    if (before !== undefined && receipt.status !== 'approved') talk.say(words)
  }
  if (!card.isInUse && (before?.status !== receipt.status || before.canEdit !== receipt.canEdit))
    showActions(talk, card)
  if (receipt.status === 'approved' && !talk.shown.has(card.own.id)) await talk.refresh(false)
}

function showActions(talk: Talk, card: Card): void {
  const { h } = talk.tools
  const { later, own, actions, receipt } = card
  const button = (text: string, click: () => unknown): HTMLElement => h('button.do', { type: 'button', click }, text)
  card.isInUse = false
  actions.replaceChildren(
    ...(receipt?.canEdit ? [button(later.edit, () => edit(talk, card))] : []),
    button(later.withdraw, () => {
      card.isInUse = true
      actions.replaceChildren(
        h('span.sure', { role: 'alert' }, later.withdrawSure),
        button(later.withdraw, () => withdraw(talk, card)),
        button(talk.words.cancel, () => back(talk, card)),
      )
      actions.querySelector('button')?.focus()
    }),
    // The secret stands behind the #: browsers send that part to nobody.
    h('a.receipt', { href: `${talk.api}receipt?lang=${talk.locale}#${own.receipt}` }, later.receipt),
  )
}

function back(talk: Talk, card: Card): void {
  showActions(talk, card)
  card.actions.querySelector('button')?.focus()
}

function edit(talk: Talk, card: Card): void {
  const { h } = talk.tools
  const { later, own, actions } = card
  const text = h<HTMLTextAreaElement>('textarea.input', { 'aria-label': talk.words.body, rows: 5, dir: 'auto' })
  text.value = card.receipt?.body ?? own.body
  const save = async (): Promise<void> => {
    const body = text.value.trim()
    actions.querySelector('.error')?.remove()
    try {
      const answer = await askReceipt(talk, card, { method: 'PATCH', body: JSON.stringify({ body }) })
      if (!answer.ok) throw new Error(answer.status < 500 ? (body === '' ? later.empty : later.badText) : undefined)
      const receipt = (await answer.json()) as Receipt
      change(talk, own.id, { body })
      own.body = body
      const bodyNode = card.item.querySelector('.body')
      if (bodyNode !== null) bodyNode.textContent = body
      card.receipt = undefined
      card.isInUse = false
      await show(talk, card, receipt)
      await talk.refresh(false)
      followSoon(talk, card)
      actions.querySelector('button')?.focus()
      talk.say(later.arrived)
    } catch (error) {
      const sentence = (error as Error).name === 'Error' && (error as Error).message
      actions.append(h('p.error', { role: 'alert' }, sentence || talk.words.sendFailed))
    }
  }
  card.isInUse = true
  actions.replaceChildren(
    text,
    h('button.button', { type: 'button', click: save }, later.save),
    h('button.button quiet', { type: 'button', click: () => back(talk, card) }, talk.words.cancel),
  )
  text.focus()
}

async function withdraw(talk: Talk, card: Card): Promise<void> {
  try {
    const answer = await askReceipt(talk, card, { method: 'DELETE' })
    if (!answer.ok && answer.status !== 404) throw answer
    remove(talk, card)
    await talk.refresh(false)
    talk.say(card.later.withdrawn)
    talk.main.querySelector<HTMLElement>('textarea')?.focus({ preventScroll: true })
  } catch {
    back(talk, card)
    talk.say(talk.words.sendFailed)
  }
}

function askReceipt({ api, tools }: Talk, { own }: Card, options: RequestInit = {}): Promise<Response> {
  return tools.ask(`${api}v1/receipt`, { ...options, headers: { authorization: `Bearer ${own.receipt}` } })
}

function remove(talk: Talk, card: Card): void {
  card.item.remove()
  card.actions.remove()
  cards.get(talk)?.delete(card.own.id)
  forget(talk, card.own.id)
}

function change({ tools, site, slug }: Talk, id: string, values: Partial<Own>): void {
  const key = tools.keyOf('own', { site, slug })
  tools.remember(
    key,
    tools.recall<Own[]>(key)?.map((own) => (own.id === id ? { ...own, ...values } : own)),
  )
}

function forget({ tools, site, slug }: Talk, id: string): void {
  const key = tools.keyOf('own', { site, slug })
  const rest = tools.recall<Own[]>(key)?.filter((own) => own.id !== id)
  tools.remember(key, rest?.length ? rest : undefined)
}
