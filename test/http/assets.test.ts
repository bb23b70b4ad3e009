/** The browser's files as they are served: what may keep them, for how long, in which form. */

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { startTestService } from '../support/service.js'

const { url } = await startTestService(t, { hasWorkers: false })
const BUILT = path.resolve(import.meta.dirname, '../../web/widget')
const files = readdirSync(BUILT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))

t.test('every file is there, from everywhere, as what it is', async (t) => {
  t.ok(files.includes('embed.js'))
  for (const name of files) {
    const answer = await fetch(`${url}/${name}`, { headers: { origin: 'https://paper.example' } })
    t.equal(answer.status, 200, name)
    t.equal(await answer.text(), readFileSync(path.join(BUILT, name), 'utf8'))
    t.match(Object.fromEntries(answer.headers), {
      'content-type': 'text/javascript; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      vary: /accept-encoding/i,
    })
  }
})

t.test('names that pages write down are asked for again, names made from the content never', async (t) => {
  const cacheControl = async (name: string) => (await fetch(`${url}/${name}`)).headers.get('cache-control')
  t.equal(await cacheControl('embed.js'), 'public, max-age=300, stale-while-revalidate=86400')
  const hashed = files.find((name) => name.startsWith('c/')) ?? ''
  t.equal(await cacheControl(hashed), 'public, max-age=31536000, immutable')
})

t.test('who has a file is not sent it again', async (t) => {
  for (const name of files) {
    const etag = (await fetch(`${url}/${name}`)).headers.get('etag') ?? ''
    const again = await fetch(`${url}/${name}`, { headers: { 'if-none-match': etag } })
    t.equal(again.status, 304)
    t.equal(again.headers.get('etag'), etag)
  }
})

t.test('what is not a file of the build is not there', async (t) => {
  for (const name of ['embed.js.br', 'outputs.json', '.causerie-built.json', 'c/', 'c/..%2f..%2foutputs.json']) {
    t.equal((await fetch(`${url}/${name}`)).status, 404, name)
  }
})
