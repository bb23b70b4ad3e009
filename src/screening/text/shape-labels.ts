/** Words for the steps of a shape property. */

import { SHAPE_NAMES } from './shape.js'

const SHARES = [
  'none',
  'under 2 %',
  '2 to 5 %',
  '5 to 10 %',
  '10 to 20 %',
  '20 to 35 %',
  '35 to 60 %',
  '60 to 90 %',
  'over 90 %',
]
const ALPHABETS = ['Latin', 'Cyrillic', 'Chinese, Japanese or Korean', 'Arabic', 'Greek']
const AMOUNTS = ['none', 'few', 'some', 'many']
const LAST_CHARACTERS = ['a letter or digit', 'full stop', '!', '?', '…', 'comma', ')', '"', ':', '>', '/']
const LOGARITHMIC = new Set([
  'length in words',
  'words all in capitals',
  'exclamation marks',
  'question marks',
  'emoji and signs',
  'line breaks',
  'longest word',
  'same word again and again',
])
const DISGUISES = new Set([
  'look-alike letters',
  'invisible characters',
  'heaped marks',
  'digits as letters',
  'letters set apart',
  'repeated letters',
  'styled letters',
])

/** "number of links: 2", "share of capital letters: over 90 %", "blank before punctuation". */
export function describeShape(property: number, step: number): string {
  const name = SHAPE_NAMES[property] ?? 'shape'
  if (name.startsWith('share of') || name === 'program code' || name === 'variety of words')
    return `${name}: ${SHARES[step] ?? step}`
  if (DISGUISES.has(name)) return `disguise, ${name}: ${AMOUNTS[step] ?? step}`
  if (LOGARITHMIC.has(name)) return `${name}: ${range(step)}`
  if (name === 'alphabet') return `${name}: ${ALPHABETS[step] ?? step}`
  if (name === 'average length of a word') return `${name}: ${step / 2} letters`
  if (name === 'place of the first link') return `${name}: ${20 * step} % into the text`
  if (name === 'length and links') return `${range(Math.floor(step / 6))} words with ${step % 6} links`
  if (name === 'website and links') return `${step < 6 ? 'no website given' : 'website given'}, ${step % 6} links`
  if (name === 'website and length')
    return `${step < 16 ? 'no website given' : 'website given'}, ${range(step % 16)} words`
  if (name === 'number of links') return `${name}: ${step === 5 ? '5 or more' : step}`
  if (name === 'last character') return `${name}: ${LAST_CHARACTERS[step - 1] ?? 'none'}`
  return step === 1 ? name : `${name}: ${step}`
}

/** The numbers a logarithmic step stands for. */
function range(step: number): string {
  if (step < 3) return String(step)
  return step === 3 ? '3 to 4' : `${2 ** (step - 2) + 1} to ${2 ** (step - 1)}`
}
