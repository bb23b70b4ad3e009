/** Links in a plain text, however they are written, and the hosts they lead to. One pass, no backtracking. */

import { trimEndOf } from './words.js'

export interface TextLink {
  /** Lower-case host without port and leading `www.`. */
  host: string
  /** As written in the text. */
  url: string
  start: number
  end: number
}

const LINK = /(?:https?:\/\/|www\.)[^\s<>"'()[\]{}|\\^`]{3,}/gi
// Bots glue their scheme to the one already there.
const SCHEME = /^(?:https?:\/{1,2}){0,3}/i
const END_OF_HOST = /[/?#:]/
const TRAILING_MARKS = '.,;:!?…*_~'

/** Every http(s) address and every `www.` name in the text. */
export function linksIn(text: string): TextLink[] {
  const links: TextLink[] = []
  for (const match of text.matchAll(LINK)) {
    const url = trimEndOf(match[0], (mark) => TRAILING_MARKS.includes(mark))
    const host = hostOf(url)
    if (host !== null) links.push({ host, url, start: match.index, end: match.index + url.length })
  }
  return links
}

/** The host of a link or of a bare name; null when there is none. */
export function hostOf(url: string): string | null {
  const rest = url.replace(SCHEME, '')
  const end = rest.search(END_OF_HOST)
  const authority = end === -1 ? rest : rest.slice(0, end)
  const host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase()
  const bare = host.startsWith('www.') ? host.slice(4) : host
  return bare.includes('.') ? bare : null
}

/** The host and every domain above it: `a.b.example` gives `a.b.example`, `b.example`, `example`. */
export function hostAndParents(host: string): string[] {
  const labels = host.split('.').slice(-MAX_LABELS)
  return labels.map((_, i) => labels.slice(i).join('.'))
}

/** A real name has few labels; a made-up one must not cost the square of its length. */
const MAX_LABELS = 10
