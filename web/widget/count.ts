/** `<causerie-count site slug>`: the number of comments of an article, with one request for all of a page. */

const NAME = 'causerie-count'
const SLUGS_MAX = 100
const base = new URL('.', import.meta.url).href
const waiting = new Map<string, Element[]>()

class CauserieCount extends HTMLElement {
  connectedCallback(): void {
    const url = `${this.getAttribute('api')?.replace(/\/?$/, '/') ?? base}v1/sites/${encodeURIComponent(this.getAttribute('site') ?? '')}/counts`
    // All that a page shows at once ask together.
    if (!waiting.size) setTimeout(load)
    waiting.set(url, [...(waiting.get(url) ?? []), this])
  }
}

async function load(): Promise<void> {
  const groups = [...waiting]
  waiting.clear()
  for (const [url, elements] of groups) {
    const slugs = [...new Set(elements.map(slugOf))]
    for (let from = 0; from < slugs.length; from += SLUGS_MAX) {
      const query = new URLSearchParams(slugs.slice(from, from + SLUGS_MAX).map((slug) => ['slug', slug]))
      try {
        const { counts } = await (await fetch(`${url}?${query}`)).json()
        for (const element of elements) if (slugOf(element) in counts) show(element, counts[slugOf(element)])
      } catch {
        // What the page wrote between the tags stays.
      }
    }
  }
}

const slugOf = (element: Element): string => element.getAttribute('slug') ?? ''

/** The number alone, or a sentence from the attribute of its plural form: `one="# comment" other="# comments"`. */
function show(element: Element, number: number): void {
  const lang = element.closest<HTMLElement>('[lang]')?.lang || undefined
  const sentence =
    element.getAttribute(number ? new Intl.PluralRules(lang).select(number) : 'none') ??
    element.getAttribute('other') ??
    '#'
  element.textContent = sentence.replace('#', number.toLocaleString(lang))
}

if (!customElements.get(NAME)) customElements.define(NAME, CauserieCount)
