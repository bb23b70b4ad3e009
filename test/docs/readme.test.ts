import { readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { openapi } from '../support/openapi.js'

const readme = readFileSync(path.resolve(import.meta.dirname, '../../../README.md'), 'utf8')
const [present = '', rest = ''] = readme.split('\n## What is not there yet\n')
const [missing = ''] = rest.split('\n## ')
const pathsIn = (text: string): string[] => [...text.matchAll(/`(\/v1\/[^`?]+)`/g)].map(([, found = '']) => found)

/** What the service's contract names and a release may still lack. */
const PROMISED = ['statements', 'transparency', 'disclosures', 'erasures', 'webhooks', 'imports', 'exports']

t.test('README.md says of an address that it is not there exactly when openapi.yaml has none', async (t) => {
  for (const name of PROMISED) {
    const address = `/v1/admin/${name}`
    const isThere = Object.keys(openapi.paths).some((known) => known === address || known.startsWith(`${address}/`))
    t.equal(pathsIn(missing).includes(address), !isThere, address)
  }
  for (const address of pathsIn(missing)) t.notOk(address in openapi.paths, `${address} is not there yet`)
  for (const address of pathsIn(present)) t.ok(address in openapi.paths, `${address} is there`)
})
