/** The address bar: which page is shown, and the filters in its query. */

import { computed, signal } from '@preact/signals'

export const BASE = '/console'

const address = signal(readAddress())

/** Path below the base, always beginning with a slash. */
export const path = computed(() => address.value.path)
/** The query of the address; a new object with every navigation. */
export const query = computed(() => new URLSearchParams(address.value.search))

function readAddress(): { path: string; search: string } {
  const { pathname, search } = window.location
  const below = pathname.startsWith(BASE) ? pathname.slice(BASE.length) : ''
  return { path: below === '' ? '/' : below, search }
}

/** Goes to an address below the base, such as `/sites/demo`. */
export function navigate(to: string, options: { isReplacing?: boolean } = {}): void {
  const href = BASE + (to === '/' || to.startsWith('/?') ? to.slice(1) : to)
  if (options.isReplacing) window.history.replaceState(null, '', href)
  else window.history.pushState(null, '', href)
  const before = address.value.path
  address.value = readAddress()
  if (before !== address.value.path) window.scrollTo(0, 0)
}

/** Changes parts of the query and leaves the rest; an empty value takes the part away. */
export function changeQuery(change: Readonly<Record<string, string>>, options: { isReplacing?: boolean } = {}): void {
  const next = new URLSearchParams(address.value.search)
  for (const [name, value] of Object.entries(change)) {
    if (value === '') next.delete(name)
    else next.set(name, value)
  }
  const search = next.toString()
  navigate(address.value.path + (search === '' ? '' : `?${search}`), options)
}

export function hrefOf(to: string): string {
  return BASE + (to === '/' || to.startsWith('/?') ? to.slice(1) : to)
}

/** Follows links below the base without loading the page anew. */
export function listenToLinks(): void {
  window.addEventListener('popstate', () => {
    address.value = readAddress()
  })
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link === null || link.target !== '' || link.hasAttribute('download')) return
    const url = new URL(link.href)
    const isOurs = url.origin === window.location.origin && `${url.pathname}/`.startsWith(`${BASE}/`)
    if (!isOurs || url.hash !== '') return
    event.preventDefault()
    navigate(url.pathname.slice(BASE.length) + url.search || '/')
  })
}

/** The named parts of a path that fits a pattern such as `/sites/:site`; null when it does not. */
export function matchPath(pattern: string, actual: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = actual.split('/')
  if (wanted.length !== given.length) return null
  const parts: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) parts[part.slice(1)] = decodeURIComponent(value)
    else if (part !== value) return null
  }
  return parts
}
