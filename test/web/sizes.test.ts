/** What readers are made to load. The limits are promises: README.md names them. */

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import t from 'tap'

const BUILT = path.resolve(import.meta.dirname, '../../web/widget')
const FIRST_LOAD_MAX = 8 * 1024
const COUNT_MAX = 1024
const files = readdirSync(BUILT, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))

function size(file: string): number {
  const content = readFileSync(path.join(BUILT, file))
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}

t.test('script, style and any one language are at most 8 KB, and need no other file', async (t) => {
  const source = readFileSync(path.join(BUILT, 'embed.js'), 'utf8')
  t.notMatch(source, /\bimport[\s{"]|\bfrom"/, 'nothing is imported before it runs')
  t.match(source, /:host\{/, 'the style is in it')
  const code = size('embed.js')
  const languages = files.filter((file) => file.endsWith('.first.js'))
  t.ok(languages.length >= 22)
  for (const language of languages) {
    const total = code + size(language)
    t.ok(total <= FIRST_LOAD_MAX, `${language}: ${total} bytes`)
  }
})

t.test('counts alone are at most 1 KB', async (t) => {
  t.notMatch(readFileSync(path.join(BUILT, 'count.js'), 'utf8'), /\bimport[\s{"(]/)
  t.ok(size('count.js') <= COUNT_MAX, `${size('count.js')} bytes`)
})

t.test('the later parts import nothing either, so that each is one request', async (t) => {
  for (const file of files.filter((name) => /^[cp][/-]/.test(name)))
    t.notMatch(readFileSync(path.join(BUILT, file), 'utf8'), /\bimport[\s{"]|\bfrom"/, file)
})
