/**
 * Sends to every operation of openapi.yaml what its schema asks for and what nobody should send, as everybody who may call
 * it, and holds all answers against what is promised: no failure of ours, no silence, no secret, nothing unapproved.
 */

import { request as sendRequest } from 'node:http'
import os from 'node:os'
import type { Test } from 'tap'
import { checkAnswer } from './client.js'
import { query } from './dump.js'
import { type Known, makeUuid } from './fuzz-input.js'
import { describe, makePlace, makeRequest, operations, type Sent } from './fuzz-requests.js'
import { enterWithPasskey, ORIGIN } from './people.js'
import { createRandom, type Random } from './random.js'
import { decideAll, submit, submitForReceipt } from './requests.js'
import { ADMIN_KEY, createSite, type Service, startTestService, TEST_SECRETS } from './service.js'

export interface FuzzOptions {
  seed: number
  seconds: number
  /** Ends earlier after so many requests. */
  requests?: number
}

/** An answer that takes longer counts as none; on a machine that has far more to do than it can, time says little. */
const ANSWER_MS = 5_000
const BUSY_ANSWER_MS = 60_000
const patienceMs = (): number => ((os.loadavg()[0] ?? 0) > 2 * os.availableParallelism() ? BUSY_ANSWER_MS : ANSWER_MS)
const FAILURES_MAX = 10
/** No answer and no log line may hold it. */
const ADDRESS_HOST = 'nobody-may-read-this.example'
/** Begins the bodies that nobody approved. */
const MARK = 'unseen-text-'
interface Received {
  status: number
  headers: Headers
  text: string
  elapsedMs: number
}

/** Runs until the time is over; fails the test with every broken promise, and what was sent. */
export async function runFuzz(t: Test, { seed, seconds, requests = Number.POSITIVE_INFINITY }: FuzzOptions) {
  t.comment(`SEED=${seed} replays this run`)
  const random = createRandom(seed)
  // Nothing is approved unless a person does it.
  const service = await startTestService(t, { hasWorkers: false, logLevel: 'info' })
  await createSite(service.runtime, 'other')
  const { callers, secrets, known } = await prepare(service, random)

  const failures: string[] = []
  const statuses = new Map<number, number>()
  const reached = new Set<string>()
  const endAt = performance.now() + seconds * 1_000
  let sent = 0
  // Each in turn first: a short run on a busy machine reaches all of them too.
  const goesOn = (): boolean => sent < operations.length || (performance.now() < endAt && sent < requests)
  while (goesOn() && failures.length < FAILURES_MAX) {
    const operation = operations[sent < operations.length ? sent : random.below(operations.length)]
    const request =
      operation === undefined || (sent > operations.length && random.below(20) === 0)
        ? makePlace(random)
        : makeRequest(random, operation, known)
    Object.assign(request.headers, pickCaller(random, callers, request.target))
    sent += 1
    const broken = await tryOut(service, request, { secrets, known })
    if (typeof broken === 'string') {
      failures.push(`request ${sent}: ${broken}\n${describe(request)}`)
      continue
    }
    statuses.set(broken.status, (statuses.get(broken.status) ?? 0) + 1)
    if (operation !== undefined && broken.status < 400) reached.add(operation.operationId)
  }

  for (const failure of failures) t.fail(failure)
  const alive = await service.client('/livez')
  t.equal(alive.status, 200, 'the service lives')
  t.notOk(service.logs().includes(ADDRESS_HOST), 'no address is in a log line')
  t.notMatch(service.logs(), /"level":(?:50|60)|"level":"(?:error|fatal)"/, 'nothing went wrong unseen')
  t.ok(sent >= Math.min(requests, operations.length), 'every operation was called')
  const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
  t.comment(`SEED=${seed}: ${sent} requests; ${counts.join(', ')}; ${reached.size} of ${operations.length} succeeded`)
}

type Callers = Record<'keys' | 'receipts' | 'people' | 'strangers', Record<string, string>[]>

/** Most often somebody who is let in, else anybody. */
function pickCaller(random: Random, callers: Callers, target: string): Record<string, string> {
  const all = Object.values(callers).flat()
  if (random.below(4) === 0) return random.pick(all)
  if (target.startsWith('/v1/receipt') || target.startsWith('/v1/subscriptions')) return random.pick(callers.receipts)
  if (!target.startsWith('/v1/admin')) return random.pick(all)
  return random.pick(random.below(3) === 0 ? callers.people : callers.keys)
}

/** Everybody who may call, and things to ask for. */
async function prepare(service: Service, random: Random) {
  const { admin, client } = service
  const makeKey = async (role: string, sites: string[] | null) =>
    (await admin<{ id: string; key: string }>('/v1/admin/api-keys', { json: { name: role, role, sites } })).body
  const keys = [
    await makeKey('viewer', null),
    await makeKey('moderator', ['demo']),
    await makeKey('admin', null),
    await makeKey('admin', ['other']),
  ]
  const spare = await makeKey('viewer', null)
  const person = await enterWithPasskey(service, { role: 'admin', login: 'fuzz', sites: null })
  const receipts = [
    await submitForReceipt(client, 'fuzz', { body: 'A first text to change and to take back.' }),
    await submitForReceipt(client, 'fuzz', { body: 'A second text, which nobody has looked at.' }),
    await submitForReceipt(client, 'fuzz', { body: 'A third text, soon for all to see.' }),
  ]
  const ids = receipts.map(({ id }) => id)
  for (let more = 0; more < 10; more += 1)
    ids.push(await submit(client, 'fuzz', { body: `Number ${more} of the texts.` }))
  await decideAll(service, 'approve', ids.slice(2, 6))

  const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` })
  const callers: Callers = {
    keys: keys.map(({ key }) => bearer(key)),
    receipts: receipts.map(({ as }) => as),
    people: [{ cookie: person.cookie, origin: ORIGIN, 'sec-fetch-site': 'same-origin', 'x-csrf-token': person.csrf }],
    strangers: [{}, bearer('csk_garbage-garbage-garbage-garbage-garbage')],
  }
  let number = 0
  const address = () => `reader-${number++}@${ADDRESS_HOST}`
  const known: Known = {
    site: () => random.pick(['demo', 'demo', 'demo', 'other', 'nowhere']),
    slug: () => random.pick(['fuzz', 'fuzz', `new-${random.below(50)}`, 'straße/漢字']),
    id: () => (random.below(8) === 0 ? makeUuid(random) : random.pick(ids)),
    ids: () => Array.from({ length: random.below(4) + 1 }, () => random.pick(ids)),
    parentId: () => random.pick([null, null, random.pick(ids)]),
    url: () => 'https://blog.example/page',
    website: () => '',
    under: () => random.pick(ids),
    author: () => ({ name: 'Fuzz', email: address() }),
    email: address,
    body: () => `${MARK}${number++}`,
    origins: () => ['https://blog.example'],
    queue: () => random.pick(['check-spam', 'maintenance', 'nothing']),
    q: () => random.pick(['text', 'a', '%', '\\', 'unseen text', '漢字', "'"]),
    cursor: () => random.pick(['', 'x', 'AAAA', Buffer.from('[]').toString('base64url')]),
    ifRevision: () => random.below(4),
    spareKey: () => spare.id,
  }
  return { callers, known, secrets: [ADMIN_KEY, ADDRESS_HOST, ...Object.values(TEST_SECRETS)] }
}

/** Sends it; returns the answer, or in words which promise it breaks. */
async function tryOut(
  service: Service,
  sent: Sent,
  { secrets }: { secrets: readonly string[]; known: Known },
): Promise<Received | string> {
  const answer = await send(service.url, sent).catch((error: Error) => error)
  if (answer instanceof Error) return `no answer: ${answer.message}`
  const { status, headers, text, elapsedMs } = answer
  const told = `answered with ${status} after ${Math.round(elapsedMs)} ms: ${text.slice(0, 500)}`
  const place = sent.target.split('?')[0] ?? ''
  if (status >= 500 && place !== '/readyz') return `a failure of ours, ${told}`
  const secret = secrets.find((each) => text.includes(each) || JSON.stringify([...headers]).includes(each))
  if (secret !== undefined) return `it says ${secret}, ${told}`
  try {
    const type = headers.get('content-type') ?? ''
    const body = /^application\/(?:problem\+)?json/.test(type) && text !== '' ? JSON.parse(text) : undefined
    // An address that cannot be read is none of any operation.
    checkAnswer(sent.method, isReadable(place) ? place : '/', answer, body)
    const mayBePage = sent.headers.accept?.includes('html') === true || !place.startsWith('/v1/')
    if (status >= 400 && sent.method !== 'HEAD' && type.startsWith('text/html') && !mayBePage)
      return `a page where a problem document belongs, ${told}`
  } catch (error) {
    return `${(error as Error).message}, ${told}`
  }
  return (await findUnseen(service, sent, text)) ?? answer
}

function isReadable(place: string): boolean {
  try {
    decodeURIComponent(place)
    return true
  } catch {
    return false
  }
}

/** The first text that readers were shown and nobody ever approved. */
async function findUnseen(service: Service, sent: Sent, text: string): Promise<string | undefined> {
  // People see what they moderate, and authors what they wrote.
  if (/^\/v1\/(?:admin|receipt)|^\/queues/.test(sent.target) || sent.method !== 'GET') return undefined
  for (const [body] of text.matchAll(new RegExp(`${MARK}\\d+`, 'g'))) {
    const rows = await query(
      service.databaseUrl,
      `select 1 from comments c join decisions d on d.comment_id = c.id where c.body = $1 and d.to_status = 'approved'`,
      [body],
    )
    if (rows.length === 0) return `it shows ${body}, which nobody approved`
  }
  return undefined
}

function send(url: string, { method, target, headers, body }: Sent): Promise<Received> {
  const { hostname, port } = new URL(url)
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const length = body === null ? {} : { 'content-length': String(body.length) }
    const clean = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, toHeader(value)]))
    const request = sendRequest(
      { hostname, port, method, path: target, headers: { ...clean, ...length } },
      (response) => {
        const chunks: Buffer[] = []
        const finish = (): void => {
          clearTimeout(timer)
          resolve({
            status: response.statusCode ?? 0,
            headers: new Headers(
              response.rawHeaders.flatMap((_, at, all) => (at % 2 === 0 ? [[all[at], all[at + 1]]] : [])) as [
                string,
                string,
              ][],
            ),
            text: Buffer.concat(chunks).toString('utf8'),
            elapsedMs: performance.now() - startedAt,
          })
        }
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk)
          // A stream of events would not end.
          if (response.headers['content-type'] !== 'text/event-stream') return
          finish()
          request.destroy()
        })
        response.on('end', finish)
      },
    )
    const answerMs = patienceMs()
    const timer = setTimeout(() => {
      reject(new Error(`nothing came within ${answerMs} ms`))
      request.destroy()
    }, answerMs)
    request.on('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    request.end(body ?? undefined)
  })
}

/** What Node's client would refuse to send is left out. */
function toHeader(value: string): string {
  return value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '')
}
