/** Writes a body without its links, mentions and tags into the buffer its letters are counted in. */

import { out } from './feature-sink.js'
import { foldInto, LINK_MARK, MENTION_MARK, SPACE, TAG_MARK } from './fold.js'
import type { Link } from './links.js'

/** Writes the folded body with a blank at both ends, each link, mention and tag as one mark, and returns its end. */
export function foldBody(text: string, links: readonly Link[]): number {
  const { units, origins } = out
  units[0] = SPACE
  out.regions.push({ start: 0, text })
  let at = 1
  let from = 0
  for (const link of links) {
    at = foldMarked(text, from, link.start, at)
    origins[at] = link.start
    units[at++] = LINK_MARK
    from = link.end
  }
  at = foldMarked(text, from, text.length, at)
  if (units[at - 1] !== SPACE) units[at++] = SPACE
  return at
}

/** Folds a stretch without links; a mention or an HTML tag becomes its mark. */
function foldMarked(text: string, from: number, to: number, start: number): number {
  let at = start
  let done = from
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i)
    if (code !== 64 && code !== 60) continue
    let end = i + 1
    if (code === 64) while (end < to && isNameUnit(text.charCodeAt(end))) end++
    else while (end < to && end - i < 60 && text.charCodeAt(end) !== 62 && text.charCodeAt(end) !== 10) end++
    const isTag = code === 60 && /^[a-z/!]/i.test(text.slice(i + 1, i + 2))
    if (end - i < 3 || (code === 60 && !isTag)) continue
    at = foldInto(out, at, text, done, i)
    out.origins[at] = i
    out.units[at++] = code === 64 ? MENTION_MARK : TAG_MARK
    done = isTag && text.charCodeAt(end) === 62 ? end + 1 : end
    i = done - 1
  }
  return foldInto(out, at, text, done, to)
}

function isNameUnit(code: number): boolean {
  return (code > 47 && code < 58) || (code > 64 && code < 91) || (code > 96 && code < 123) || code === 95 || code === 46
}
