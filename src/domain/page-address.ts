/** Where a thread and its comments are to be found, for links in feeds and notices: the site's own page, else our embed page. */

/** Path of a thread's embed page. A slug may hold slashes, which must not become path segments. */
export function embedPath(site: string, slug: string): string {
  return `/embed/${encodeURIComponent(site)}/${encodeURIComponent(slug)}`
}

/** `url` is the page's own address, if it is known. */
export function pageAddress(publicUrl: string, thread: { siteId: string; slug: string; url: string | null }): string {
  return thread.url ?? `${publicUrl}${embedPath(thread.siteId, thread.slug)}`
}

export function commentAddress(page: string, commentId: string): string {
  const url = new URL(page)
  url.hash = `comment-${commentId}`
  return url.href
}
