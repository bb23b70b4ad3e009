import { readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'

const read = (file: string): string => readFileSync(path.resolve(import.meta.dirname, '../../..', file), 'utf8')

function namesIn(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort()
}

t.test('.env.example names everything that the configuration reads, and nothing else', async (t) => {
  const readNames = namesIn(read('src/config.ts'), /\b(?:text|port|url)\('([A-Z][A-Z_]+)'/g)
  const documented = namesIn(read('.env.example'), /^#?([A-Z][A-Z_]+)=/gm)
  t.ok(readNames.length > 10, 'the names are still found in src/config.ts')
  t.strictSame(documented, readNames)
})
