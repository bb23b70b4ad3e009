/** What ships judges plain cases plainly, says why, and always says the same. */

import { readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { classify, toVerdict } from '../../../src/screening/model/classify.js'
import { packWeights, parseWeights } from '../../../src/screening/model/weights.js'
import { BUCKETS, CHANNELS } from '../../../src/screening/text/hash-space.js'

const root = path.resolve(import.meta.dirname, '../../../..')
const bytes = readFileSync(path.join(root, 'src/screening/model/weights.bin'))
const model = parseWeights(bytes)

t.test('spam is spam, also disguised, in English and French', async (t) => {
  for (const text of [
    'Buy cheap viagra and cialis online without prescription http://pills-shop.example',
    'Buy ch3ap v1agra and c1alis 0nline without prescr1pt1on http://pills-shop.example',
    'Best online casino bonus, free spins and slots: https://win-casino.example/bonus',
    'Offre de prêt entre particuliers sans frais, taux 2 %, contactez-nous par WhatsApp : pret-rapide@mail.example',
  ]) {
    t.not(classify(model, { text }).verdict, 'ham', text)
  }
})

t.test('ordinary comments pass, in English and French', async (t) => {
  for (const text of [
    'Thanks for writing this up. I had the same problem last week and updating the driver solved it.',
    'I disagree with the second point: the numbers in the report say something else.',
    'Merci pour cet article, mais je ne suis pas tout à fait d’accord avec la conclusion.',
    'Le film est un peu long, mais les acteurs sont excellents.',
  ]) {
    const { verdict, toxicity } = classify(model, { text })
    t.equal(verdict, 'ham', text)
    t.ok(toxicity < 0.5, text)
  }
})

t.test('insults are toxic and not spam', async (t) => {
  for (const text of ['You are a stupid idiot, shut up', 'Ferme ta gueule sale connard']) {
    const { toxicity, verdict } = classify(model, { text })
    t.ok(toxicity > 0.8, text)
    t.equal(verdict, 'ham', text)
  }
})

t.test('an insult is no milder for being signed', async (t) => {
  const text = 'You are a stupid idiot, shut up'
  const unsigned = classify(model, { text }).toxicity
  const signed = classify(model, { text, author: { name: 'Max', url: 'https://max.example' } }).toxicity
  t.ok(signed > unsigned - 0.05, `${signed} signed, ${unsigned} unsigned`)
})

t.test('reasons quote whole characters, wherever a long run of them is cut', async (t) => {
  for (const character of ['😀', '𝒞', '字'])
    for (let count = 120; count < 136; count += 1) {
      const text = character.repeat(count)
      for (const before of ['', ' '.repeat(3), 'x'])
        for (const { feature } of classify(model, { text: before + text, author: { name: `x${text}`, url: '' } }).top)
          t.ok(feature.isWellFormed(), `${count} of ${character}: ${feature}`)
    }
})

t.test('the reasons are words a moderator understands', async (t) => {
  const { top } = classify(model, {
    text: 'Great post! Buy cheap vi\u200bagra at http://pills-shop.example',
    author: { name: 'Cheap Pills', url: 'http://pills-shop.example' },
  })
  t.ok(top.length > 0 && top.length <= 5)
  t.ok(
    top.some(({ feature }) => /word "|link to |author's |disguise/.test(feature)),
    JSON.stringify(top),
  )
  t.ok(
    top.every(({ weight }, i) => i === 0 || Math.abs(weight) <= Math.abs(top[i - 1]?.weight ?? 0)),
    'strongest first',
  )
})

t.test('a word is quoted whole, with the letters that were taken for one', async (t) => {
  const { top } = classify(model, { text: 'Win big at our casino, bonus 500 free spins: http://casino.example/win' })
  t.ok(
    top.some(({ feature }) => feature === 'word "free"'),
    JSON.stringify(top),
  )
})

t.test('a verdict can be replayed', async (t) => {
  const subject = { text: 'Check out my channel', author: { name: 'Max', url: 'https://max.example' } }
  t.strictSame(classify(model, subject), classify(parseWeights(bytes), subject))
})

t.test('thresholds decide the verdict', async (t) => {
  const thresholds = { hold: 0.5, spam: 0.8 }
  t.strictSame(
    [0.49, 0.5, 0.79, 0.8].map((score) => toVerdict(score, thresholds)),
    ['ham', 'unsure', 'unsure', 'spam'],
  )
})

t.test('a weight file is small and refuses to be anything else', async (t) => {
  t.ok(bytes.length <= 2_000_000)
  t.throws(() => parseWeights(bytes.subarray(1)), RangeError)
  const other = Uint8Array.from(bytes)
  other[4] = 255
  t.throws(() => parseWeights(other), /other features/)
})

t.test('weights survive their file', async (t) => {
  const head = { bias: -1, scales: new Float32Array(CHANNELS.length).fill(0.5), slope: 0.75, offset: 0.25 }
  const weights = new Float32Array(BUCKETS)
  weights[1] = 0.5
  weights[2] = -2
  const read = parseWeights(
    packWeights({
      version: 'abc',
      heads: { spam: head, toxicity: head },
      weights: { spam: weights, toxicity: weights },
    }),
  )
  t.equal(read.version, 'abc')
  t.match(read.heads.toxicity, { bias: -1, slope: 0.75, offset: 0.25, largest: 2 })
  const stored = [1, 2, 3].map((bucket) => read.decoded[(read.table[2 * bucket] ?? 0) + 128])
  t.ok(Math.abs((stored[0] ?? 0) - 0.5) < 0.02)
  t.strictSame(stored.slice(1), [-2, 0])
})
