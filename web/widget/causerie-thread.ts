/** The element `<causerie-thread site slug lang sort theme label api>`: reads its attributes, loads, shows or says why not. */

import { h, pause, put } from './dom.js'
import css from './style.css'
import type { Sort, Talk } from './talk.js'
import { makeView, readThread } from './thread-view.js'
import { tools } from './tools.js'
import { loadWords, makeFormats, pickLocale } from './words.js'

const SLOW_MS = 800
const sheet = new CSSStyleSheet()
sheet.replaceSync(css)

/** Makes the class of the element; `base` is the folder of embed.js, where the service is too unless `api` says otherwise. */
export function makeElement(base: string): CustomElementConstructor {
  return class extends HTMLElement {
    static observedAttributes = ['site', 'slug', 'lang', 'sort', 'api']
    #time = new AbortController()

    connectedCallback(): void {
      void this.#start()
    }

    disconnectedCallback(): void {
      this.#time.abort()
    }

    attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
      if (this.shadowRoot && this.isConnected && before !== after) void this.#start()
    }

    async #start(): Promise<void> {
      this.#time.abort()
      this.#time = new AbortController()
      const { signal } = this.#time
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
      root.adoptedStyleSheets = [sheet]
      const attribute = (name: string): string => this.getAttribute(name) ?? ''
      const from = {
        api: (attribute('api') || base).replace(/\/?$/, '/'),
        site: attribute('site'),
        slug: attribute('slug'),
        sort: (attribute('sort') || 'oldest') as Sort,
      }
      // Until there is something better: what the page wrote between the tags, a link perhaps.
      root.replaceChildren(h('slot'))
      const reading = readThread(from, { sort: from.sort })
      // Told apart below: without words there is nothing to say, without a thread there is.
      reading.catch(() => {})
      const locale = pickLocale(this.closest<HTMLElement>('[lang]')?.lang || navigator.language)
      const waiting = loadWords(base, locale, 'first')
      // In a task of its own, while the service is asked: the first of them takes a telephone as long as fifty comments.
      const formats = pause().then(() => makeFormats(locale))
      const slow = setTimeout(async () => {
        const { loading } = await waiting
        if (!signal.aborted && root.querySelector('slot')) put(root, h('p.loading', { role: 'status' }, loading))
      }, SLOW_MS)
      try {
        const words = await waiting
        const main = h('section.talk', {
          lang: locale,
          dir: /^(ar|fa|he)/.test(locale) ? 'rtl' : 'ltr',
          'aria-label': attribute('label') || null,
          'aria-labelledby': !attribute('label') && 'title',
        })
        try {
          const status = h('p.hidden', { role: 'status' })
          const begun: Omit<Talk, 'thread' | 'refresh'> = {
            ...from,
            host: this,
            base,
            locale,
            words,
            formats: await formats,
            tools,
            shown: new Map(),
            unfolded: new Set(),
            own: new Set(),
            main,
            mine: h('ol.list mine'),
            say: (text) => {
              status.textContent = text
            },
            signal,
          }
          // While the thread is on its way: `fill` and the view bring what is missing.
          const fill = makeView(begun as Talk)
          const thread = await reading
          if (signal.aborted) return
          put(main, status)
          void fill(thread)
        } catch {
          if (signal.aborted) return
          const again = (): void => void this.#start()
          put(
            main,
            h('p.trouble', { role: 'alert', id: 'title' }, words.failed),
            h('button.button', { type: 'button', click: again }, words.retry),
            h('slot'),
          )
          addEventListener('online', again, { once: true, signal })
        }
        root.replaceChildren(main)
        followScheme(this, main, signal)
      } catch {
        // No words: what the page wrote between the tags stays.
      } finally {
        clearTimeout(slow)
      }
    }
  }
}

/** Dark is what the page's own text says: a light text stands on a dark page, whoever made it so. */
function followScheme(host: Element, main: Element, signal: AbortSignal): void {
  const look = (): void => {
    const { color } = getComputedStyle(host)
    const [first = 0, second = 0, third = 0] = (color.match(/[\d.]+/g) ?? []).map(Number)
    const lightness = /^rgb/.test(color) ? (first * 3 + second * 6 + third) / 2_550 : first
    main.classList.toggle('dark', lightness > 0.55)
  }
  look()
  matchMedia('(prefers-color-scheme:dark)').addEventListener('change', look, { signal })
  const observer = new MutationObserver(look)
  for (const node of [document.documentElement, document.body, host]) observer.observe(node, { attributes: true })
  signal.addEventListener('abort', () => observer.disconnect())
}
