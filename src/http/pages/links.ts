/** Addresses in a page: its own, changed a little, and those of strangers, believed only when they are http or https. */

import type { Language } from './messages.js'

export { embedPath } from '../../domain/page-address.js'

export const SORTS = ['oldest', 'newest', 'top'] as const
export type Sort = (typeof SORTS)[number]

/** What the reader asked for in the page's query; null where the page's own default holds. */
export interface PageQuery {
  lang: Language | null
  sort: Sort | null
  cursor: string | null
  under: string | null
}

export const NO_QUERY: PageQuery = { lang: null, sort: null, cursor: null, under: null }

/** A link to the same page with another query. What is not changed is kept, so that a reader stays where they were. */
export function pageLink(
  query: PageQuery,
  change: Partial<PageQuery> & { reply?: string; report?: string },
  fragment: string,
): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...query, ...change })) {
    if (value !== null) parameters.set(name, value)
  }
  return `?${parameters}#${encodeURIComponent(fragment)}`
}

/** The address when a browser may follow it; null for `javascript:` and everything else that is not the web. */
export function webAddress(address: string | null): string | null {
  const url = address !== null && URL.canParse(address) ? new URL(address) : null
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}

/** Path of the route that takes a thread's comments. A slug may hold slashes, which must not become path segments. */
export function submitPath(site: string, slug: string): string {
  return `/v1/sites/${encodeURIComponent(site)}/threads/${encodeURIComponent(slug)}/comments`
}

export function votePath(commentId: string): string {
  return `/v1/comments/${encodeURIComponent(commentId)}/vote`
}

export function reportPath(commentId: string): string {
  return `/v1/comments/${encodeURIComponent(commentId)}/reports`
}

export function feedPath(site: string, slug: string): string {
  return `/v1/sites/${encodeURIComponent(site)}/threads/${encodeURIComponent(slug)}/feed`
}

export function siteFeedPath(site: string): string {
  return `/v1/sites/${encodeURIComponent(site)}/feed`
}
