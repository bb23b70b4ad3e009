/** Joins letters that were set apart: `v i a g r a`, `v.i.a.g.r.a`, `W''h a''t`. */

import { isLatinLetter } from './confusables.js'
import type { Rewritten } from './rewritten.js'

const FEWEST_LETTERS = 4
const LONGEST_GAP = 3

/** `spaced` counts the letters that were joined. Abbreviations (`e.g.`, `U.S.A.`) are too short to be touched. */
export function undoSpacing(text: string): { text: string; spaced: number; words: Rewritten[] } {
  const words: Rewritten[] = []
  let out = ''
  let from = 0
  let spaced = 0
  for (let start = 0; start < text.length; start++) {
    if (!isSingle(text, start)) continue
    const run = readRun(text, start)
    if (run.letters >= FEWEST_LETTERS) {
      words.push({ written: text.slice(start, run.end), read: run.joined })
      spaced += run.letters
      out += text.slice(from, start) + run.joined
      from = run.end
    }
    start = run.end - 1
  }
  return { text: from === 0 ? text : out + text.slice(from), spaced, words }
}

/** From a lone letter on, as far as lone letters follow each other; a wider gap of blanks than the usual one ends a word. */
function readRun(text: string, start: number): { end: number; letters: number; joined: string } {
  let joined = text.charAt(start)
  let letters = isLetter(text.charCodeAt(start)) ? 1 : 0
  let end = start + 1
  let usualGap = 0
  while (end < text.length) {
    let next = end
    while (next < text.length && next - end <= LONGEST_GAP && isGap(text.charCodeAt(next))) next++
    const gap = next - end
    if (gap === 0 || gap > LONGEST_GAP || next >= text.length || !isSingle(text, next)) break
    if (usualGap === 0) usualGap = gap
    if (gap > usualGap) {
      if (text.slice(end, next).trim() !== '') break
      joined += ' '
    }
    joined += text.charAt(next)
    if (isLetter(text.charCodeAt(next))) letters++
    end = next + 1
  }
  return { end, letters, joined }
}

function isSingle(text: string, at: number): boolean {
  return isSign(text.charCodeAt(at)) && !(at > 0 && isSign(text.charCodeAt(at - 1))) && !isSign(text.charCodeAt(at + 1))
}

function isSign(code: number): boolean {
  return (code > 47 && code < 58) || code === 36 || code === 64 || isLetter(code)
}

function isLetter(code: number): boolean {
  return isLatinLetter(code) || (code >= 0x370 && code <= 0x52f)
}

function isGap(code: number): boolean {
  return (
    code === 32 ||
    (code > 32 && code < 48 && code !== 36) ||
    code === 95 ||
    code === 124 ||
    code === 126 ||
    code === 0xb7 ||
    code === 0xa0 ||
    code === 0xb0 ||
    code === 0x2022 ||
    code === 0x2019
  )
}
