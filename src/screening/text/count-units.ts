/** Counts the kinds of characters of a text. */

export interface Counted {
  letters: number
  capitals: number
  digits: number
  exclamations: number
  questions: number
  pictures: number
  breaks: number
  code: number
  cyrillic: number
  greek: number
  arabic: number
  han: number
  hashes: number
  ats: number
  currency: number
}

/** One pass over the units of a text. */
export function countUnits(text: string): Counted {
  const n: Counted = {
    letters: 0,
    capitals: 0,
    digits: 0,
    exclamations: 0,
    questions: 0,
    pictures: 0,
    breaks: 0,
    code: 0,
    cyrillic: 0,
    greek: 0,
    arabic: 0,
    han: 0,
    hashes: 0,
    ats: 0,
    currency: 0,
  }
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 96 && code < 123) n.letters++
    else if (code > 64 && code < 91) {
      n.letters++
      n.capitals++
    } else if (code > 47 && code < 58) n.digits++
    else if (code < 128) {
      if (code === 33) n.exclamations++
      else if (code === 63) n.questions++
      else if (code === 10) n.breaks++
      else if (code === 35) n.hashes++
      else if (code === 64) n.ats++
      else if (code === 36) n.currency++
      else if (code === 123 || code === 125 || code === 59 || code === 61 || code === 96 || code === 40) n.code++
    } else if (code < 0x370) {
      if (code >= 0xc0) n.letters++
      else if (code === 0xa3 || code === 0xa5) n.currency++
    } else if (code < 0x400) n.greek++
    else if (code < 0x530) n.cyrillic++
    else if (code >= 0x600 && code < 0x780) n.arabic++
    else if (code >= 0x2e80 && code < 0xd7b0) n.han++
    else if (code >= 0xd800 || (code >= 0x2190 && code < 0x2e00)) n.pictures += code >= 0xdc00 && code < 0xe000 ? 0 : 1
    else if (code >= 0x20a0 && code < 0x20d0) n.currency++
  }
  return n
}
