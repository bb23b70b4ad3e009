/** The browser's files as they are served: what may keep them, for how long, in which form. */

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import t from 'tap'
import { startTestService } from '../support/service.js'
import { sendRaw } from '../support/sockets.js'

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
  for (const folder of ['p-', 'l-']) {
    const hashed = files.find((name) => name.startsWith(folder)) ?? ''
    t.equal(await cacheControl(hashed), 'public, max-age=31536000, immutable', hashed)
  }
})

t.test('the compressed form is the same file, and who has it is not sent it again', async (t) => {
  const plain = readFileSync(path.join(BUILT, 'embed.js'))
  for (const [encoding, suffix, decode] of [
    ['br', 'br', brotliDecompressSync],
    ['gzip', 'gz', gunzipSync],
  ] as const) {
    const head = ['GET /embed.js HTTP/1.1', 'host: x', `accept-encoding: ${encoding}`, 'connection: close']
    const { headers } = await sendRaw(url, head)
    const compressed = readFileSync(path.join(BUILT, `embed.js.${suffix}`))
    t.match(headers, { 'content-encoding': encoding, 'content-length': `${compressed.length}` })
    t.same(decode(compressed), plain)
    const again = await sendRaw(url, [...head, `if-none-match: ${headers.etag}`])
    t.match({ status: again.status, etag: again.headers.etag }, { status: 304, etag: headers.etag })
  }
})

t.test('what is not a file of the build is not there', async (t) => {
  for (const name of ['embed.js.br', 'outputs.json', '.causerie-built.json', 'c/', 'c/..%2f..%2foutputs.json']) {
    t.equal((await fetch(`${url}/${name}`)).status, 404, name)
  }
})
