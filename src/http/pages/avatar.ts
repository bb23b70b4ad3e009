/** Draws an author's avatar from the random public id, on the server: no picture service learns who reads what. */

import { type Html, html } from './html.js'

const TURN = 360
const HUES = 24

// Drawn in a square of 40. The second colour lies over the first, the initial over both.
const FIGURES: readonly ((fill: string) => Html)[] = [
  (fill) => html`<circle cx="40" cy="40" r="26" fill="${fill}"/>`,
  (fill) => html`<circle cx="2" cy="8" r="24" fill="${fill}"/>`,
  (fill) => html`<path d="M0 0H40L0 40Z" fill="${fill}"/>`,
  (fill) => html`<path d="M20 0H40V40H20Z" fill="${fill}"/>`,
  (fill) => html`<path d="M0 24Q10 14 20 24T40 24V40H0Z" fill="${fill}"/>`,
  (fill) => html`<path d="M4 40V22A16 16 0 0 1 36 22V40Z" fill="${fill}"/>`,
  (fill) => html`<path d="M0 12L28 40H0ZM12 0H40V28Z" fill="${fill}"/>`,
  (fill) => html`<circle cx="20" cy="20" r="14" fill="none" stroke="${fill}" stroke-width="7"/>`,
]

/** The same id gives the same picture for ever; the name only lends its first letter. */
export function renderAvatar(author: { id: string; name: string }): Html {
  const seed = hash(author.id)
  const hue = (seed % HUES) * (TURN / HUES)
  const figure = FIGURES[Math.floor(seed / HUES) % FIGURES.length]
  // Presentation attributes, because a strict content security policy refuses style attributes.
  return html`<svg class="causerie-avatar" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false"><rect width="40" height="40" fill="${shade(hue, 0.43, 0.085)}"/>${
    figure?.(shade(hue + 50, 0.54, 0.1)) ?? null
  }<text x="20" y="26.5" text-anchor="middle" fill="#fff">${initial(author.name)}</text></svg>`
}

function initial(name: string): string {
  const letter = /[\p{L}\p{N}]/u.exec(name.normalize('NFC'))?.[0] ?? ''
  // Some letters become two in upper case: ß would be SS.
  const upper = letter.toUpperCase()
  return [...upper].length === 1 ? upper : letter
}

/** FNV-1a with a last stir: ids that differ in one character must not look alike. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193)
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d)
  return (value ^ (value >>> 13)) >>> 0
}

/** An OKLCH colour as sRGB: equal lightness for every hue, so that the white initial is as easy to read on all. */
function shade(hue: number, lightness: number, chroma: number): string {
  const a = chroma * Math.cos((hue / TURN) * 2 * Math.PI)
  const b = chroma * Math.sin((hue / TURN) * 2 * Math.PI)
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const channels = [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ]
  return `#${channels.map(toHex).join('')}`
}

function toHex(linear: number): string {
  const clamped = Math.min(1, Math.max(0, linear))
  const encoded = clamped <= 0.0031308 ? 12.92 * clamped : 1.055 * clamped ** (1 / 2.4) - 0.055
  return Math.round(encoded * 255)
    .toString(16)
    .padStart(2, '0')
}
