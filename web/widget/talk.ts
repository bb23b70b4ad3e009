/** One thread on a page: what it is about, what of it is shown, and how the parts of the widget reach each other. */

import type { components } from 'causerie-api'
import type { Tools } from './tools.js'
import type { Formats, Words } from './words.js'

export type Thread = components['schemas']['Thread']
export type Comment = components['schemas']['Comment']
export type Sort = 'oldest' | 'newest' | 'top'

/** A comment sent from this browser, with the receipt that shows what became of it. */
export interface Own {
  id: string
  receipt: string
  parentId: string | null
  name: string
  body: string
  sentAt: string
}

export interface Shown {
  item: HTMLElement
  article: HTMLElement
  replies: HTMLElement
  /** What the article was made from: the same again needs no new one. */
  source: string
  /** The comment, once it and all below it are on the screen as they are there. */
  whole: Comment | undefined
}

/** What the parts share. */
export interface Talk {
  host: HTMLElement
  /** Where embed.js is; ends with a slash. */
  base: string
  /** Where the API is; ends with a slash. */
  api: string
  site: string
  slug: string
  sort: Sort
  locale: string
  words: Words
  formats: Formats
  tools: Tools
  thread: Thread
  /** The comments on the screen. */
  shown: Map<string, Shown>
  /** Comments whose replies were asked for beyond those that a thread brings along. */
  unfolded: Set<string>
  /** Comments sent from this browser: they need no button to be shown. */
  own: Set<string>
  /** What is put on the page now stands far below the screen. */
  isFar?: boolean
  /** Called after each look at the thread. */
  afterRefresh?: (() => void) | undefined
  /** Everything inside of the element. */
  main: HTMLElement
  /** Where this browser's own new comments stand until they are approved. */
  mine: HTMLElement
  /** Says something to those who listen to the page instead of looking at it. */
  say: (text: string) => void
  /** Asks again what there is. What is new is shown at once, or only counted on a button. */
  refresh: (isShownAtOnce: boolean) => Promise<void>
  /** Ends with the element's time on the page. */
  signal: AbortSignal
}

const TIMEOUT_MS = 15_000

/** Path of the thread in the API. */
export const threadPath = ({ site, slug }: Pick<Talk, 'site' | 'slug'>): string =>
  `v1/sites/${encodeURIComponent(site)}/threads/${encodeURIComponent(slug)}`

/** Sends a request; JSON when there is a body. Throws when nobody answers in time. */
export function ask(url: string, options: RequestInit = {}): Promise<Response> {
  return fetch(url, {
    ...options,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { ...(options.body ? { 'content-type': 'application/json' } : {}), ...options.headers },
  })
}

/** Does what a part that is loaded later can do; says so when it cannot be loaded. */
export async function attempt({ say, words }: Talk, act: () => Promise<unknown>): Promise<void> {
  try {
    await act()
  } catch {
    say(words.sendFailed)
  }
}

/** Where a thread's own comments and drafts are kept in the browser. */
export const keyOf = (what: string, { site, slug }: Pick<Talk, 'site' | 'slug'>): string => `${what}:${site}/${slug}`
