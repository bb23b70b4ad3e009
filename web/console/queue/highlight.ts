/** Cuts a text into pieces, those that a signal points at marked. Plain text in, plain pieces out: no markup. */

export interface Piece {
  text: string
  kind: 'plain' | 'quote' | 'link' | 'contact'
}

const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"')\]]+/gi
const CONTACT = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|\+?\d(?:[\s().-]{0,2}\d){8,14}/g
/** More would say nothing any more. */
const MARKS_MAX = 200

interface Mark {
  start: number
  end: number
  kind: Piece['kind']
}

/** The pieces of `body` in order; together they are `body` again. */
export function markPieces(body: string, quotes: readonly string[]): Piece[] {
  const marks = [
    ...find(body, LINK, 'link'),
    ...find(body, CONTACT, 'contact'),
    ...quotes.flatMap((quote) => find(body, patternOf(quote), 'quote')),
  ]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .slice(0, MARKS_MAX)

  const pieces: Piece[] = []
  let at = 0
  for (const { start, end, kind } of marks) {
    // Inside of a link a quoted word is lit by the link already.
    if (start < at) continue
    if (start > at) pieces.push({ text: body.slice(at, start), kind: 'plain' })
    pieces.push({ text: body.slice(start, end), kind })
    at = end
  }
  if (at < body.length) pieces.push({ text: body.slice(at), kind: 'plain' })
  return pieces
}

function find(body: string, pattern: RegExp, kind: Piece['kind']): Mark[] {
  return [...body.matchAll(pattern)].map(({ index, 0: found }) => ({ start: index, end: index + found.length, kind }))
}

/** The words of a quotation with any blanks between them, not inside of other words. */
function patternOf(quote: string): RegExp {
  const escaped = quote
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s\\p{P}]+')
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu')
}
