import { readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'

interface Entry {
  optionalDependencies?: Record<string, string>
}

const file = path.resolve(import.meta.dirname, '../../../package-lock.json')
const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Entry> }

t.test('npm ci finds the packages of every platform in the lock file, whatever machine wrote it', async (t) => {
  const isLocked = (name: string, from: string) =>
    [`${from}/node_modules/${name}`, `node_modules/${name}`].some((key) => key in packages)
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(name, from)),
  )
  t.strictSame(missing, [], 'a registry that lacks a platform makes npm leave it out: add its entry by hand')
})
