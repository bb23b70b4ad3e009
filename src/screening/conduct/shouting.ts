/** Long bodies in capitals: bad manners, hardly more. */

import type { Check } from '../check.js'

/** Short shouts are joy: "BRAVO !", "HAPPY BIRTHDAY". */
const LETTERS_MIN = 40
const CAPITALS_SHARE = 0.8
const SCORE = 0.2
const MANY_MARKS = /[!?]{4}/
const MANY_MARKS_SCORE = 0.3

const UPPER = /\p{Lu}/gu
const LOWER = /\p{Ll}/gu

export const shouting: Check = {
  name: 'shouting',
  version: '1',
  kind: 'text',
  run: ({ body }) => {
    const capitals = body.match(UPPER)?.length ?? 0
    const letters = capitals + (body.match(LOWER)?.length ?? 0)
    if (letters < LETTERS_MIN || capitals < CAPITALS_SHARE * letters) return null
    const percent = Math.round((100 * capitals) / letters)
    return {
      score: MANY_MARKS.test(body) ? MANY_MARKS_SCORE : SCORE,
      note: `${percent} % of ${letters} letters are capitals`,
      details: { letters, percent },
    }
  },
}
