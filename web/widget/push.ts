/**
 * Being told of replies by Web Push. A service worker belongs to the origin that serves it, so this happens on the receipt
 * page, which is ours, and never on the page that embeds the widget.
 */

import type { components } from 'causerie-api'

/** Where a subscription belongs, and what ends it. Kept in the browser alone. */
type Kept = Record<string, components['schemas']['PushSubscription'] | undefined>
interface Place {
  site: string
  slug: string
}

const KEY = 'causerie:push'
const WORKER = `push-worker.js?lang=${document.documentElement.lang}`
/** The one address that may become a worker here. */
const policy = (
  window as {
    trustedTypes?: { createPolicy: (name: string, rules: object) => { createScriptURL: (url: string) => string } }
  }
).trustedTypes?.createPolicy('causerie-worker', { createScriptURL: () => WORKER })

/** Subscribes this browser: to replies to the receipt's comment, or without one to the whole thread. */
export async function subscribe(place: Place, receipt: string | undefined): Promise<void> {
  await navigator.serviceWorker.register(policy?.createScriptURL(WORKER) ?? WORKER)
  const { pushManager } = await navigator.serviceWorker.ready
  const { publicKey } = await take<{ publicKey: string }>(await fetch('v1/push/key'))
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
  const path = `v1/sites/${encodeURIComponent(place.site)}/threads/${encodeURIComponent(place.slug)}/subscriptions`
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ subscription, ...(receipt !== undefined && { receipt }) }),
  })
  keep(place, await take(answer))
}

/** Ends what `subscribe` began; with the last one the browser forgets its push service too. */
export async function unsubscribe(place: Place): Promise<void> {
  const kept = read()[keyOf(place)]
  if (kept !== undefined) {
    const headers = { authorization: `Bearer ${kept.token}` }
    const answer = await fetch(`v1/subscriptions/${kept.id}`, { method: 'DELETE', headers })
    if (!answer.ok && answer.status !== 404) throw answer
  }
  keep(place, undefined)
  if (Object.keys(read()).length > 0) return
  const registration = await navigator.serviceWorker.getRegistration()
  await (await registration?.pushManager.getSubscription())?.unsubscribe()
}

const keyOf = ({ site, slug }: Place): string => `${site}/${slug}`

function read(): Kept {
  return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Kept
}

function keep(place: Place, subscription: Kept[string]): void {
  localStorage.setItem(KEY, JSON.stringify({ ...read(), [keyOf(place)]: subscription }))
}

async function take<Answer>(answer: Response): Promise<Answer> {
  if (!answer.ok) throw answer
  return (await answer.json()) as Answer
}
