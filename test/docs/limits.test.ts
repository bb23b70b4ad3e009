import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { APPEAL_LIMITS } from '../../src/domain/appeal.js'
import { BAN_LIMITS } from '../../src/domain/ban.js'
import { COMMENT_LIMITS } from '../../src/domain/comment.js'
import { DECISION_LIMITS } from '../../src/domain/decision.js'
import { NOTE_LIMITS } from '../../src/domain/note.js'
import { REPORT_LIMITS } from '../../src/domain/report.js'
import { SAVED_REPLY_LIMITS } from '../../src/domain/saved-reply.js'
import { SITE_LIMITS } from '../../src/domain/site.js'
import { TERM_LIMITS } from '../../src/domain/term.js'
import { LIMITS } from '../../src/limits.js'

const ROOT = path.resolve(import.meta.dirname, '../../..')

function flatten(value: object, prefix: string): [string, number][] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]): [string, number][] => {
    const key = prefix === '' ? name : `${prefix}.${name}`
    return typeof inner === 'object' && inner !== null ? flatten(inner, key) : [[key, Number(inner)]]
  })
}

const limits = [
  ...flatten(LIMITS, ''),
  ...flatten(COMMENT_LIMITS, 'comment'),
  ...flatten(SITE_LIMITS, 'site'),
  ...flatten(TERM_LIMITS, 'term'),
  ...flatten(DECISION_LIMITS, 'decision'),
  ...flatten(APPEAL_LIMITS, 'appeal'),
  ...flatten(REPORT_LIMITS, 'report'),
  ...flatten(BAN_LIMITS, 'ban'),
  ...flatten(NOTE_LIMITS, 'note'),
  ...flatten(SAVED_REPLY_LIMITS, 'savedReply'),
]

t.test('docs/limits.md has a row for every limit, with the value that is in force', async (t) => {
  const text = readFileSync(path.join(ROOT, 'docs/limits.md'), 'utf8')
  const rows = [...text.matchAll(/^\| `([\w.]+)` \| ([\d,]+) \|/gm)].map(
    ([, key = '', value = '']): [string, number] => [key, Number(value.replaceAll(',', ''))],
  )
  const sorted = (entries: readonly [string, number][]) => entries.map(([key, value]) => `${key} = ${value}`).sort()
  t.strictSame(sorted(rows), sorted(limits))
})

t.test('every limit is in force somewhere', async (t) => {
  const sources = ['src', 'db', 'workers'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && file !== 'limits.ts')
      .map((file) => readFileSync(path.join(ROOT, folder, file), 'utf8')),
  )
  const unused = flatten(LIMITS, '')
    .map(([key]) => key)
    .filter((key) => {
      const name = new RegExp(`\\b${key.split('.').at(-1)}\\b`)
      return !sources.some((source) => name.test(source))
    })
  t.strictSame(unused, [], 'a limit that nothing holds is taken out of src/limits.ts')
})
