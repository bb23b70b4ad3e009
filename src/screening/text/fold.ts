/** Writes normalised text into a buffer of plain code units, in which features are counted. */

/** Code units that stand for things whose letters do not matter here. */
export const LINK_MARK = 1
export const MENTION_MARK = 2
export const TAG_MARK = 3
export const SPACE = 32
const ZERO = 48

export interface FoldBuffer {
  units: Uint16Array
  origins: Uint16Array
}

/** Latin letters and digits of the folded text (lower case, no accents), or any unit outside ASCII. */
export function isWordUnit(code: number): boolean {
  return (code > 96 && code < 123) || code === ZERO || code > 0xbf
}

const FOLDED = buildFoldTable()

/**
 * Lower case, no accents on Latin letters, every digit 0, blanks once. Doubled letters become one, so that `coool`,
 * `cool` and `col` meet. Writes from `at` on, notes in `origins` where each unit comes from, and returns the end.
 */
export function foldInto(buffer: FoldBuffer, at: number, text: string, from: number, to: number): number {
  const { units, origins } = buffer
  let end = at
  let last = end > 0 ? (units[end - 1] ?? 0) : 0
  const room = units.length - 4
  for (let i = from; i < to && end < room; i++) {
    const code = FOLDED[text.charCodeAt(i)] ?? 0
    // `ass` must not become `as`.
    const isSecondS = code === 115 && end > 1 && units[end - 2] !== 115
    if (code === 0 || (code === last && !isSecondS && (code > 96 || code === SPACE))) continue
    origins[end] = i
    units[end++] = code
    last = code
  }
  return end
}

function buildFoldTable(): Uint16Array {
  const table = new Uint16Array(0x10000)
  for (let code = 1; code < 0x10000; code++) table[code] = code
  for (let code = 0; code < 0x21; code++) table[code] = SPACE
  table[0xa0] = SPACE
  table[0x3000] = SPACE
  for (let code = ZERO; code < ZERO + 10; code++) table[code] = ZERO
  for (let code = 0x41; code < 0x530; code++) {
    const char = String.fromCharCode(code)
    const lower = char.toLowerCase()
    const base = code < 0x250 ? lower.normalize('NFD') : lower
    table[code] = code >= 0x300 && code < 0x370 ? 0 : base.charCodeAt(0)
  }
  for (let code = 0x1e00; code < 0x1f00; code++) {
    table[code] = String.fromCharCode(code).toLowerCase().normalize('NFD').charCodeAt(0)
  }
  const PLAIN: Record<string, string> = {
    '’': "'",
    '‘': "'",
    '´': "'",
    '“': '"',
    '”': '"',
    '«': '"',
    '»': '"',
    ø: 'o',
    đ: 'd',
    ł: 'l',
    ı: 'i',
    ß: 's',
    æ: 'e',
    œ: 'e',
    '–': '-',
    '—': '-',
    '…': '.',
  }
  for (const [from, to] of Object.entries(PLAIN)) table[from.charCodeAt(0)] = to.charCodeAt(0)
  for (const [from, to] of [
    ['Ø', 'o'],
    ['Đ', 'd'],
    ['Ł', 'l'],
    ['Æ', 'e'],
    ['Œ', 'e'],
  ] as const)
    table[from.charCodeAt(0)] = to.charCodeAt(0)
  return table
}
