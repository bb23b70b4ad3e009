/** What a text looks like, whatever its words: each property as one of a few steps, in words a moderator understands. */

import { countUnits } from './count-units.js'
import type { Link } from './links.js'
import type { Disguises } from './normalize.js'

/** Names of the properties, in the order of `measureShape`; the place in this list is part of the feature's identity. */
export const SHAPE_NAMES = [
  'number of links',
  'share of the text that is links',
  'HTML links',
  'forum-code links',
  'length in words',
  'share of capital letters',
  'words all in capitals',
  'share of digits',
  'exclamation marks',
  'question marks',
  'emoji and signs',
  'amounts of money',
  'telephone numbers',
  'handles and addresses',
  'hashtags',
  'alphabet',
  'mixed alphabets',
  'look-alike letters',
  'invisible characters',
  'heaped marks',
  'digits as letters',
  'letters set apart',
  'repeated letters',
  'styled letters',
  'line breaks',
  'program code',
  'average length of a word',
  'variety of words',
  'blank before punctuation',
  'no blank after punctuation',
  'begins with a small letter',
  'last character',
  'place of the first link',
  'length and links',
  'website and links',
  'website and length',
  'longest word',
  'same word again and again',
] as const

const MONEY = /[$€£₤¥₹]\s?\d|\d\s?(?:[$€£¥₹]|usd|eur|euros?|dollars?|btc|eth)\b/gi
const PHONE = /(?:\+|\b00|\b)\d(?:[\s().-]{0,2}\d){8,14}\b/g
const HANDLE = /@[\w.]{2,40}/g
const HASHTAG = /(?:^|\s)#[\p{L}\d_]{2,60}/gu

/**
 * The step of every property of a text, in the order of `SHAPE_NAMES`; -1 where the property says nothing about this
 * text. `words` are the lengths of its words; `hasSite` is undefined when nothing is known about the author.
 */
export function measureShape(
  steps: Int16Array,
  subject: {
    text: string
    links: readonly Link[]
    disguises: Disguises
    words: { count: number; different: number; units: number; longest: number; mostRepeated: number; capitals: number }
    hasSite: boolean | undefined
  },
): void {
  const { text, links, disguises, words, hasSite } = subject
  const n = countUnits(text)
  const letters = Math.max(1, n.letters)
  const length = Math.max(1, text.length)
  let inLinks = 0
  for (const link of links) inLinks += link.end - link.start
  const linkStep = Math.min(5, links.length)
  const lengthStep = logStep(words.count)
  const foreign = n.cyrillic + n.greek + n.arabic + n.han
  let i = 0
  steps[i++] = linkStep
  steps[i++] = links.length === 0 ? -1 : shareStep(inLinks / length)
  steps[i++] = n.code > 0 || text.includes('<') ? Math.min(3, count(text, '<a ') + count(text, '<A ')) || -1 : -1
  steps[i++] = text.includes('[')
    ? Math.min(3, count(text, '[url') + count(text, '[URL') + 2 * count(text, '](')) || -1
    : -1
  steps[i++] = lengthStep
  steps[i++] = n.letters < 8 ? -1 : shareStep(n.capitals / letters)
  steps[i++] = words.capitals === 0 ? -1 : logStep(words.capitals)
  steps[i++] = n.digits === 0 ? -1 : shareStep(n.digits / length)
  steps[i++] = logStep(n.exclamations)
  steps[i++] = logStep(n.questions)
  steps[i++] = n.pictures === 0 ? -1 : logStep(n.pictures)
  steps[i++] = n.digits > 0 ? Math.min(3, matches(text, MONEY)) || -1 : -1
  steps[i++] = n.digits > 8 ? Math.min(2, matches(text, PHONE)) || -1 : -1
  steps[i++] = n.ats > 0 ? Math.min(3, matches(text, HANDLE)) || -1 : -1
  steps[i++] = n.hashes > 0 ? Math.min(3, matches(text, HASHTAG)) || -1 : -1
  steps[i++] =
    foreign === 0
      ? -1
      : n.cyrillic > n.letters
        ? 1
        : n.han > n.letters
          ? 2
          : n.arabic > n.letters
            ? 3
            : n.greek > n.letters
              ? 4
              : -1
  steps[i++] = foreign > 0 && foreign < 8 * n.letters && n.letters < 8 * foreign ? 1 : -1
  steps[i++] = presence(disguises.homoglyphs)
  steps[i++] = presence(disguises.invisible)
  steps[i++] = presence(disguises.marks)
  steps[i++] = presence(disguises.leet)
  steps[i++] = presence(disguises.spaced)
  steps[i++] = presence(disguises.repeated)
  steps[i++] = presence(disguises.styled)
  steps[i++] = logStep(n.breaks)
  steps[i++] = n.code < 3 ? -1 : shareStep(n.code / length)
  steps[i++] = words.count < 3 ? -1 : Math.min(12, Math.round((words.units / words.count) * 2))
  steps[i++] = words.count < 8 ? -1 : shareStep(words.different / words.count)
  steps[i++] = / [,.!?;](?:\s|$)/.test(text) ? 1 : -1
  steps[i++] = /[a-z][,.!?;][A-Za-z]{3}/.test(text) ? 1 : -1
  steps[i++] = /^\s*\p{Ll}/u.test(text) ? 1 : -1
  steps[i++] = lastStep(text)
  steps[i++] = links.length === 0 ? -1 : Math.min(4, Math.floor((5 * (links[0]?.start ?? 0)) / length))
  steps[i++] = lengthStep * 6 + linkStep
  steps[i++] = hasSite === undefined ? -1 : (hasSite ? 6 : 0) + linkStep
  steps[i++] = hasSite === undefined ? -1 : (hasSite ? 16 : 0) + lengthStep
  steps[i++] = words.longest < 14 ? -1 : logStep(words.longest)
  steps[i++] = words.mostRepeated < 3 ? -1 : logStep(words.mostRepeated)
}

/** 0, 1, 2, 3-4, 5-8, 9-16 … */
function logStep(n: number): number {
  return n < 3 ? n : 1 + Math.ceil(Math.log2(n))
}

function shareStep(share: number): number {
  return share <= 0
    ? 0
    : share < 0.02
      ? 1
      : share < 0.05
        ? 2
        : share < 0.1
          ? 3
          : share < 0.2
            ? 4
            : share < 0.35
              ? 5
              : share < 0.6
                ? 6
                : share < 0.9
                  ? 7
                  : 8
}

function presence(n: number): number {
  return n === 0 ? -1 : n < 3 ? 1 : n < 10 ? 2 : 3
}

function lastStep(text: string): number {
  const last = text.trimEnd().slice(-1)
  if (/[\p{L}\d]/u.test(last)) return 1
  return Math.max(0, '.!?…,)":>/'.indexOf(last) + 2)
}

function count(text: string, part: string): number {
  let n = 0
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) n++
  return n
}

function matches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
