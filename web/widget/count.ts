/** `<causerie-count site slug>`: the number of comments of an article, with one request for all of a page, if they fit. */

const NAME = 'causerie-count'
const SLUGS_MAX = 100
/** Node takes 16 KB for address and headers together, many proxies 8 KB for the address: past it nothing would be shown. */
const QUERY_MAX = 6000
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
    for (const query of queriesOf(new Set(elements.map(slugOf)))) {
      try {
        const { counts } = await (await fetch(`${url}?${query}`)).json()
        for (const element of elements) if (slugOf(element) in counts) show(element, counts[slugOf(element)])
      } catch {
        // What the page wrote between the tags stays.
      }
    }
  }
}

function queriesOf(slugs: Set<string>): string[] {
  let pairs: string[] = []
  const groups = [pairs]
  for (const slug of slugs) {
    const pair = `${new URLSearchParams({ slug })}`
    if (pairs.length === SLUGS_MAX || [...pairs, pair].join('&').length > QUERY_MAX) {
      pairs = []
      groups.push(pairs)
    }
    pairs.push(pair)
  }
  return groups.map((group) => group.join('&'))
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
