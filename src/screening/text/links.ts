/** Finds links in a text and takes their hosts apart. */

export interface Link {
  /** First code unit of the link in the text, and the first after it. */
  start: number
  end: number
  /** Lower case, without `www.`, port and user. Empty when the address is broken. */
  host: string
  /** What follows the host. */
  path: string
}

const MOST_LINKS = 40
const LINK =
  /\bh[tx]{2}ps?:\/{1,2}[^\s<>"'\])}]{0,400}|\bwww\.[^\s<>"'\])}]{1,400}|\b[a-z\d][a-z\d-]{0,62}(?:\.[a-z\d][a-z\d-]{0,62}){0,4}\.(?:com|net|org|info|biz|ru|su|ua|cn|in|io|co|me|xyz|top|site|online|shop|store|club|live|pro|vip|win|bet|app|dev|ai|tv|cc|ws|ly|gl|be|fr|de|es|it|pl|nl|ch|uk|us|ca|eu|br|pk|ng|gq|tk|ml|cf|ga|pw|icu|link|click|website|space|tech|blog|news|work|today|world|loan|casino|porn|sex|xxx)\b(?!@)(?:[/?#][^\s<>"'\])}]{0,400})?/gi
const MAY_HOLD_LINK = /:\/|www\.|[a-z\d]\.[a-z]{2}/i
const HOST = /^(?:h[tx]{2}ps?:\/{1,2})?(?:[^/?#@\s]{0,80}@)?(?:www\d?\.)?([^/?#:\s]{1,253})/i

/** Links with a scheme, with `www.`, and bare hosts under a common top-level domain; at most 40 of them. */
export function findLinks(text: string): Link[] {
  if (!MAY_HOLD_LINK.test(text)) return []
  const links: Link[] = []
  LINK.lastIndex = 0
  for (let found = LINK.exec(text); found !== null && links.length < MOST_LINKS; found = LINK.exec(text)) {
    const { index } = found
    // The part after the @ of an address is no link.
    if (index > 0 && text.charCodeAt(index - 1) === 64) continue
    const end = index + found[0].length
    const address = splitAddress(found[0])
    const before = links.at(-1)
    // An address that a blog has made a link of stands there twice: as the target and as what can be read.
    if (before?.host === address.host && isTargetOf(text, before.end, index)) before.end = end
    else links.push({ start: index, end, ...address })
  }
  return links
}

/** Whether nothing but the end of a tag stands between an address and the next. */
function isTargetOf(text: string, from: number, to: number): boolean {
  return to - from < 100 && /^["'](?:\s[^<>]*)?>$/.test(text.slice(from, to))
}

/** Host and path of an address with or without a scheme. */
export function splitAddress(address: string): { host: string; path: string } {
  const found = HOST.exec(address)
  if (found === null) return { host: '', path: '' }
  return { host: (found[1] ?? '').toLowerCase(), path: address.slice(found[0].length) }
}
