/** Lessons are exact, reversible and bounded: moderators teach, floods do not wreck. */

import { readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import {
  correctionOf,
  emptyCorrection,
  type Lesson,
  learn,
  MOST_CORRECTION,
  makeLesson,
  packCorrection,
  parseCorrection,
  unlearn,
} from '../../../src/screening/model/learn.js'
import { scoreFeatures } from '../../../src/screening/model/score.js'
import { parseWeights } from '../../../src/screening/model/weights.js'
import { extractFeatures } from '../../../src/screening/text/features.js'

const root = path.resolve(import.meta.dirname, '../../../..')
const model = parseWeights(readFileSync(path.join(root, 'src/screening/model/weights.bin')))
const lessonOf = (text: string, label: 0 | 1): Lesson => makeLesson(model, extractFeatures({ text }), label)
const scoreOf = (text: string, correction = emptyCorrection()): number => {
  const features = extractFeatures({ text })
  return scoreFeatures(model, features, correctionOf(correction, features)).spam
}

const TAUGHT = [
  ['Our knitting pattern club meets every Tuesday, come along', 1],
  ['The knitting pattern club is open again', 1],
  ['I could not get the second step to work on my machine', 0],
  ['Which version of the tool did you use for the second step?', 0],
] as const

t.test('a decision teaches the site about comments like it', async (t) => {
  const taught = TAUGHT.reduce((sum, [text, label]) => learn(sum, lessonOf(text, label)), emptyCorrection())
  t.ok(scoreOf('knitting pattern club meets', taught) > scoreOf('knitting pattern club meets'))
})

t.test('a lesson taken back leaves no trace, in whatever order', async (t) => {
  const lessons = TAUGHT.map(([text, label]) => lessonOf(text, label))
  const before = learn(emptyCorrection(), lessonOf('an older lesson', 1))
  const after = lessons.reduce(learn, before)
  t.strictSame([...lessons].reverse().reduce(unlearn, after), before)
  t.strictSame(lessons.reduce(unlearn, after), before)
  t.strictSame(lessons.reduce(learn, before), [...lessons].reverse().reduce(learn, before))
})

t.test('a flood of one-sided decisions leaves the order of comments and honest comments alone', async (t) => {
  const spam = 'Cheap viagra casino bonus http://pills.example buy now'
  const ham = 'Thanks, I had the same problem and your second suggestion fixed it.'
  let flooded = emptyCorrection()
  for (let i = 0; i < 500; i++)
    flooded = learn(flooded, lessonOf(`perfectly honest remark number ${i} about the article`, 1))
  t.ok(scoreOf(spam, flooded) > scoreOf(ham, flooded))
  t.ok(scoreOf(ham, flooded) < 0.5, 'an honest comment is still not held')
  for (let i = 0; i < 2000; i++) flooded = learn(flooded, lessonOf(ham, 1))
  const features = extractFeatures({ text: ham })
  t.ok(Math.abs(correctionOf(flooded, features)) <= MOST_CORRECTION)
})

t.test('a correction survives its way through a row', async (t) => {
  const taught = TAUGHT.reduce((sum, [text, label]) => learn(sum, lessonOf(text, label)), emptyCorrection())
  t.strictSame(parseCorrection(packCorrection(taught)), taught)
  t.strictSame(parseCorrection(packCorrection(emptyCorrection())), emptyCorrection())
  t.throws(() => parseCorrection(new Uint8Array(9)), RangeError)
})
