/** Draws an author's avatar as src/http/pages/avatar.ts does: from the random public id, asking nobody. */

import { setAll } from './dom.js'

// Drawn in a square of 40: a colour, a figure over it, the initial over both.
const FIGURES: readonly string[] = [
  'M14 40a26 26 0 1 0 52 0a26 26 0 1 0-52 0',
  'M-22 8a24 24 0 1 0 48 0a24 24 0 1 0-48 0',
  'M0 0H40L0 40Z',
  'M20 0H40V40H20Z',
  'M0 24Q10 14 20 24T40 24V40H0Z',
  'M4 40V22A16 16 0 0 1 36 22V40Z',
  'M0 12L28 40H0ZM12 0H40V28Z',
  'M2.5 20a17.5 17.5 0 1 0 35 0a17.5 17.5 0 1 0-35 0M9.5 20a10.5 10.5 0 1 1 21 0a10.5 10.5 0 1 1-21 0',
]

/** The same id gives the same picture for ever; the name only lends its first letter. */
export function makeAvatar(id: string, name: string): Element {
  const seed = hash(id)
  const hue = (seed % 24) * 15
  const letter = /[\p{L}\p{N}]/u.exec(name.normalize('NFC'))?.[0] ?? ''
  // Some letters become two in upper case: ß would be SS.
  const upper = letter.toUpperCase()
  const picture = draw('svg', { class: 'avatar', part: 'avatar', viewBox: '0 0 40 40', 'aria-hidden': 'true' })
  const text = draw('text', { x: 20, y: 26.5, fill: '#fff', 'text-anchor': 'middle' })
  text.append([...upper].length > 1 ? letter : upper)
  picture.append(
    draw('path', { d: 'M0 0H40V40H0Z', fill: `oklch(.43 .085 ${hue})` }),
    draw('path', { d: FIGURES[Math.floor(seed / 24) % 8] ?? '', fill: `oklch(.54 .1 ${hue + 50})` }),
    text,
  )
  return picture
}

function draw(tag: string, attributes: Record<string, string | number>): Element {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag)
  setAll(node, attributes)
  return node
}

/** FNV-1a with a last stir: ids that differ in one character must not look alike. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193)
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d)
  return (value ^ (value >>> 13)) >>> 0
}
