/** Words hidden from filters but not from readers. Honest people have no reason to, though some like ornaments. */

import type { Check, Finding } from '../check.js'
import type { DisguisedWords } from '../text/disguised-words.js'
import { undisguise } from '../text/undisguise.js'
import { fold } from '../text/words.js'
import { namesTrade } from './promotion.js'

/**
 * Score of one, of two and of three or more disguises of a kind. One may be an accident of typing or copying, a habit is
 * not. Ornamental letters are a fashion, so they weigh least.
 */
const SCORES: Readonly<Record<keyof DisguisedWords, readonly [number, number, number]>> = {
  homoglyphs: [0.35, 0.5, 0.65],
  invisible: [0.2, 0.35, 0.5],
  leet: [0.3, 0.48, 0.6],
  spaced: [0.15, 0.35, 0.5],
  styled: [0.12, 0.2, 0.35],
}
/** What came to light is what link advertising sells. */
const HIDDEN_TRADE = 0.6
const MAX_SCORE = 0.95
const KINDS: readonly (keyof DisguisedWords)[] = ['homoglyphs', 'invisible', 'leet', 'spaced', 'styled']

export const disguises: Check = {
  name: 'disguises',
  kind: 'text',
  version: '2',
  run: ({ body, authorName }) => {
    const text = `${authorName}\n${body}`
    const { text: plain, words: found } = undisguise(text)
    const kinds = KINDS.filter((kind) => found[kind] > 0)
    if (kinds.length === 0) return null

    const isHiddenTrade = namesTrade(fold(plain)) && !namesTrade(fold(text))
    const scores = [...kinds.map((kind) => scoreOf(kind, found[kind])), isHiddenTrade ? HIDDEN_TRADE : 0]
    return toFinding(found, kinds, 1 - scores.reduce((doubt, score) => doubt * (1 - score), 1))
  },
}

function scoreOf(kind: keyof DisguisedWords, count: number): number {
  const [one, two, more] = SCORES[kind]
  return count === 1 ? one : count === 2 ? two : more
}

function toFinding(found: DisguisedWords, kinds: readonly (keyof DisguisedWords)[], score: number): Finding {
  return {
    score: Math.min(MAX_SCORE, score),
    note: `disguised words: ${kinds.map((kind) => `${found[kind]} ${kind}`).join(', ')}`,
    details: { ...found },
  }
}
