/**
 * Builds the nodes of a comment's body. The service sends HTML of its own renderer (src/domain/render-body.ts): eleven tags,
 * `href` and `rel` on links, four entities. Whatever else might ever arrive becomes text or nothing. No parser of the
 * browser sees it, so a page may forbid them all (Trusted Types).
 */

import { h } from './dom.js'

const TAG = /^(p|br|em|strong|code|pre|blockquote|[uo]l|li|a)$/
const TOKEN = /<(\/?)(\w+)([^>]*)>|[^<]+|</g
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }

const decode = (text: string): string => text.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ENTITIES[name] ?? '')

/** Puts the body into a node. */
export function putBody(root: Node, html: string): void {
  const open = [root]
  for (const [token, slash, tag = '', attributes = ''] of html.matchAll(TOKEN)) {
    const parent = open.at(-1) ?? root
    if (!tag) parent.appendChild(new Text(decode(token)))
    else if (slash) {
      if (open.length > 1) open.pop()
    } else if (TAG.test(tag)) {
      const href = decode(/ href="([^"]*)"/.exec(attributes)?.[1] ?? '')
      const node = h(tag, /^https?:/.test(href) ? { href, rel: 'nofollow ugc noopener' } : null)
      parent.appendChild(node)
      if (tag !== 'br') open.push(node)
    }
  }
}
