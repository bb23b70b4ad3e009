/** No comment, however hostile, costs more than its length: all checks on four times the text take about four times the time. */

import t from 'tap'
import { conductChecks } from '../../src/screening/conduct/index.js'
import { runChecks } from '../../src/screening/run-checks.js'
import { spamChecks } from '../../src/screening/spam/index.js'
import { bodyPrint } from '../../src/screening/text/print.js'
import { makeFacts, makeRepeats, makeSubject } from '../support/make-facts.js'

/** Pieces that make slow searches start often, match long, and fail late. */
const SHAPES: Readonly<Record<string, string>> = {
  letters: 'a',
  spaces: ' ',
  'line breaks': '\n',
  digits: '1',
  'digits and spaces': '4 ',
  'phone starts': '+33 6 ',
  'card starts': '4111 1111 ',
  'iban starts': 'FR76 3000 ',
  'at signs': 'a@',
  'domain dots': 'a@b.cc.',
  'spelled addresses': 'a [at] ',
  'link starts': 'http://',
  'linked words': 'www.aaa.',
  'open markdown': '[a](http://a',
  'open anchors': '<a href=http',
  'quoted anchors': '<a href="http://a.b">',
  'forum markup': '[url=',
  'spaced letters': 'a ',
  'dotted letters': 'v.i.a.',
  'dotted words': 'v.i.a ',
  'masked words': 'f*#k ',
  'stretched words': 'fuuuuc',
  'swear words': 'you fuck ',
  'street starts': '12 rue de ',
  'english streets': '12 Aa Bb ',
  accents: 'e\u0301\u0301',
  'zero width': 'a\u200b',
  overrides: '\u202ea',
  'cyrillic and latin': 'аa',
  'latin in cyrillic': 'кaзинo',
  'mathematical letters': '𝐚',
  ligatures: 'ﷺ',
  'leet words': 'v1@gr4',
  'trade beginnings': 'cialicialicasin',
  'emoji families': '👨‍👩‍👧',
  'chinese text': '这家公司',
  'almost the term': 'aaaaaaaaab',
}
const LENGTH = 10_000
const QUARTER = LENGTH / 4
/** Four times the text is about 4 times the work; a quadratic search would do 16 times. */
const RATIO_MAX = 8
/** Below this the clock says more about the machine than about the check. */
const NOISE_MS = 3
/** Both stages and the print together, for the longest body allowed. */
const TIME_MAX_MS = 250
/** The least of several runs is the least disturbed by whatever else the machine does; more are made only in doubt. */
const RUNS_MIN = 4
const RUNS_MAX = 40

const facts = makeFacts({
  terms: [
    { kind: 'phrase', text: `${'a'.repeat(60)}c`, action: 'hold' },
    { kind: 'word', text: 'a'.repeat(30), action: 'hold' },
    { kind: 'host', text: 'blocked.example', action: 'reject' },
  ],
  repeats: { same: makeRepeats({ comments: 1, threads: 1, sites: 1 }), near: makeRepeats({}) },
  staffNames: ['Marie Dupont'],
})

for (const [name, piece] of Object.entries(SHAPES)) {
  t.test(`${name} cost no more than their length`, async (t) => {
    const { quarter, whole } = leastMs(bodyOf(piece, QUARTER), bodyOf(piece, LENGTH))
    t.ok(whole < TIME_MAX_MS, `${whole.toFixed(1)} ms for ${LENGTH} characters`)
    t.ok(isLinear(quarter, whole), `${quarter.toFixed(2)} ms, then ${whole.toFixed(2)} ms`)
  })
}

function isLinear(quarter: number, whole: number): boolean {
  return whole < NOISE_MS || whole <= quarter * RATIO_MAX
}

function bodyOf(piece: string, length: number): string {
  const letters = [...piece]
  return Array.from({ length }, (_, i) => letters[i % letters.length] ?? '').join('')
}

function leastMs(quarterBody: string, wholeBody: string): { quarter: number; whole: number } {
  let quarter = Number.POSITIVE_INFINITY
  let whole = Number.POSITIVE_INFINITY
  for (let run = 0; run < RUNS_MIN || (run < RUNS_MAX && !isLinear(quarter, whole)); run++) {
    quarter = Math.min(quarter, workMs(quarterBody))
    whole = Math.min(whole, workMs(wholeBody))
  }
  return { quarter, whole }
}

/** Time on the processor: waiting for other processes does not count. */
function workMs(body: string): number {
  const subject = makeSubject({ body, authorUrl: 'https://a.example/' })
  const start = process.cpuUsage()
  runChecks(spamChecks, subject, facts)
  runChecks(conductChecks, subject, facts)
  bodyPrint(body)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000
}
