/** Every operation of openapi.yaml by everybody who might call it: who gets in, who is asked for a key, for whom it is not there. */

import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { guardRoutes } from '../../src/http/access.js'
import { createRules, KNOWN, MISSING, NOTED, RANK, type Rule } from '../support/access-rules.js'
import { startAccessWorld } from '../support/access-world.js'
import { isAuditWhole } from '../support/audit.js'
import { type Client, createClient, type RequestOptions, seenAnswers } from '../support/client.js'
import { openapi } from '../support/openapi.js'
import { asForm, commentsPath, makeSubmission } from '../support/requests.js'

const world = await startAccessWorld(t)
const { service, viewer, moderator, otherAdmin, scopedKeys, people, strangers, commentId, addressOf, ids } = world
const { client, admin, runtime, url } = service
const rules = createRules({ admin, ...world })

const operations = Object.entries(openapi.paths).flatMap(([template, methods]) =>
  Object.entries(methods).map(([method, { operationId, security = [] }]) => ({
    template,
    method: method.toUpperCase(),
    operationId,
    security,
  })),
)

type Operation = (typeof operations)[number]

const isForRoles = (role: Rule['role']): role is keyof typeof RANK => role in RANK

/** A plain form is answered with the way back. */
const isIn = (status: number): boolean => status < 300 || status === 303

async function call(operation: Operation, authorization: string | undefined, send: Client = client) {
  await rules[operation.operationId]?.before?.()
  const { headers, ...options } = optionsOf(operation)
  const target = `${addressOf(operation.template)}${rules[operation.operationId]?.query ?? ''}`
  return await send(target, {
    ...options,
    headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) },
  })
}

function optionsOf({ method, operationId }: Operation): RequestOptions {
  const { json, form } = rules[operationId] ?? {}
  if (form !== undefined) return asForm(form)
  return { method, ...(json === undefined ? {} : { json: json() }) }
}

t.test('every operation has a row in the table, and says in openapi.yaml what the table says', (t) => {
  t.strictSame(operations.map(({ operationId }) => operationId).sort(), Object.keys(rules).sort())
  for (const { operationId, security } of operations) {
    const { role = 'admin' } = rules[operationId] ?? {}
    const isOptional = security.some((way) => Object.keys(way).length === 0)
    const takes = (way: string) => security.some((one) => way in one) && !isOptional
    t.equal(takes('apiKey'), isForRoles(role), operationId)
    t.equal(takes('session'), isForRoles(role) || role === 'session', operationId)
  }
  t.end()
})

t.test('strangers get what is open, and are asked for a key everywhere else', async (t) => {
  for (const operation of operations) {
    const { role } = rules[operation.operationId] ?? { role: 'admin' }
    for (const [who, authorization] of Object.entries(strangers)) {
      const { status, headers } = await call(operation, authorization)
      const isReady = operation.operationId === 'getReadiness'
      if (role === 'open')
        t.ok(
          status < 300 || status === 303 || (isReady && status === 503),
          `${operation.operationId} by ${who}: ${status}`,
        )
      else if (role === 'receipt' || role === 'invitation')
        t.ok(status === 401 || status === 404, `${operation.operationId} by ${who}: ${status}`)
      else if (role === 'login') t.equal(status, 403, `${operation.operationId} by ${who}, from no page of ours`)
      else {
        t.equal(status, 401, `${operation.operationId} by ${who}`)
        t.match(headers.get('www-authenticate'), /Bearer/)
        t.match(headers.get('cache-control'), 'no-store')
      }
    }
  }
})

t.test('every operation has a cell for every role, on its own site and on another', async (t) => {
  let cells = 0
  for (const operation of operations) {
    const { role, scope } = rules[operation.operationId] ?? { role: 'admin' }
    for (const [own, keys] of Object.entries(scopedKeys)) {
      for (const [site, { key }] of Object.entries(keys)) {
        const { status, body, text } = await call(operation, `Bearer ${key}`)
        const name = `${operation.operationId} by the ${own} of ${site}: ${status}`
        const isForbidden = status === 403 && body.type === '/problems/forbidden'
        if (role === 'open') t.ok(isIn(status) || (operation.operationId === 'getReadiness' && status === 503), name)
        else if (role === 'receipt' || role === 'invitation') t.ok(status === 401 || status === 404, name)
        else if (role === 'login') t.equal(status, 403, name)
        else if (role === 'session') t.ok(isForbidden, name)
        else if (RANK[own as keyof typeof RANK] < RANK[role] || scope === 'closed') t.ok(isForbidden, name)
        else if (site === 'demo') t.ok(isIn(status) || status === KNOWN[operation.operationId], name)
        else if (scope === 'empty') t.ok(status === 200 && !/"demo"|disagree/.test(text), name)
        else t.equal(status, 404, name)
        cells += 1
      }
    }
  }
  t.equal(cells, operations.length * 6)
  t.comment(`${cells} cells: ${operations.length} operations, 3 roles, 2 sites`)
})

t.test('a route that does not say who may call it, or keep its answers, stops the start', async (t) => {
  for (const [config, what] of [
    [{}, 'who may call it'],
    [{ access: 'public' }, 'who may keep its answers'],
  ] as const) {
    const app = Fastify()
    guardRoutes(app, { ...runtime.deps, publicUrl: url }, { count: async () => {} })
    app.get('/v1/said', { config: { access: 'public', cache: 'shared' } }, async () => 'for all')
    app.get('/v1/forgotten', { config }, async () => 'for all?')
    await t.rejects(async () => await app.ready(), { message: `route GET /v1/forgotten does not declare ${what}` })
  }
})

t.test('a role opens what it is for and what is below it, and nothing above', async (t) => {
  for (const operation of operations) {
    const { role } = rules[operation.operationId] ?? { role: 'admin' }
    if (!isForRoles(role)) continue
    for (const [own, send] of [
      ['viewer', people.viewer.send],
      ['moderator', people.moderator.send],
    ] as const) {
      const { status, body } = await call(operation, undefined, send)
      const name = `${operation.operationId} by a ${own}`
      if (RANK[own] < RANK[role])
        t.match({ status, body }, { status: 403, body: { type: '/problems/forbidden' } }, name)
      else t.ok(status < 300 || status === 303 || status === KNOWN[operation.operationId], `${name}: ${status}`)
    }
    await rules[operation.operationId]?.before?.()
    const { status } = await admin(
      `${addressOf(operation.template)}${rules[operation.operationId]?.query ?? ''}`,
      optionsOf(operation),
    )
    t.ok(
      status < 300 || status === 303 || status === KNOWN[operation.operationId],
      `${operation.operationId} by an admin: ${status}`,
    )
  }
})

t.test('a person who is an admin is let in everywhere, too', async (t) => {
  for (const operation of operations) {
    if (!isForRoles(rules[operation.operationId]?.role ?? 'admin')) continue
    const { status } = await call(operation, undefined, people.admin.send)
    // What a test before has taken away may be missing; the door is open all the same.
    t.ok(status < 300 || status === 303 || status === 404 || status === 409, `${operation.operationId}: ${status}`)
  }
})

t.test('what is for people is not for keys, of whatever role', async (t) => {
  for (const operation of operations) {
    if (rules[operation.operationId]?.role !== 'session') continue
    for (const key of [viewer.key, moderator.key, otherAdmin.key]) {
      const { status, body } = await call(operation, `Bearer ${key}`)
      t.match({ status, body }, { status: 403, body: { type: '/problems/forbidden' } }, operation.operationId)
    }
    if (operation.method === 'GET') t.equal((await call(operation, undefined, people.viewer.send)).status, 200)
  }
})

t.test('for a key of another site a thing is exactly as missing as one that never was', async (t) => {
  await isMissingFor(t, createClient(url, { authorization: `Bearer ${otherAdmin.key}` }))
})

t.test('and for a person of another site', async (t) => {
  await isMissingFor(t, people.otherAdmin.send)
})

async function isMissingFor(t: Test, asOther: Client): Promise<void> {
  const never = '01890000-0000-7000-8000-000000000000'
  for (const operation of operations) {
    const { scope } = rules[operation.operationId] ?? {}
    if (scope === undefined) continue
    const address = addressOf(operation.template)
    const answer = await asOther(address, optionsOf(operation))
    const name = `${operation.operationId}: ${answer.status} ${answer.text.slice(0, 100)}`
    if (scope === 'closed') t.match(answer, { status: 403, body: { type: '/problems/forbidden' } }, name)
    else if (scope === 'empty') {
      t.equal(answer.status, 200, name)
      t.notOk(answer.text.includes('"demo"') || answer.text.includes('disagree'), name)
    } else {
      const missing = await asOther(
        ids().reduce((place, id) => place.replace(id, never), address.replace('demo', 'never')),
        optionsOf(operation),
      )
      const { instance: _one, ...seen } = answer.body
      const { instance: _two, ...expected } = missing.body
      t.equal(answer.status, 404, name)
      t.strictSame(seen, expected, name)
    }
  }
  const bulk = await asOther<{ outcomes: unknown }>('/v1/admin/decisions', {
    json: { action: 'hold', ids: [commentId, never] },
  })
  t.match(bulk.body.outcomes, [
    { outcome: 'not-found', status: null },
    { outcome: 'not-found', status: null },
  ])
  t.strictSame((await asOther('/v1/admin/comments?site=demo')).body, { comments: [], counts: {}, nextCursor: null })
  await client(commentsPath('theirs', 'other'), { json: makeSubmission({ body: 'on the other site' }) })
  t.match((await asOther('/v1/admin/comments')).body, { comments: [{ site: 'other' }] })
}

t.test('operations are for admins, and the figures for this machine too', async (t) => {
  const forwarded = { 'x-forwarded-for': '127.0.0.1' }
  for (const headers of [
    forwarded,
    { forwarded: 'for=127.0.0.1' },
    { ...forwarded, authorization: `Bearer ${viewer.key}` },
  ]) {
    const { status } = await client('/metrics', { headers })
    t.equal(status, 'authorization' in headers ? 403 : 401, JSON.stringify(Object.keys(headers)))
  }
  t.equal((await admin('/metrics', { headers: forwarded })).status, 200)
  for (const board of ['/queues', '/queues/', '/queues/api/queues', '/queues/static/nothing.js']) {
    t.equal((await client(board)).status, 401, board)
    t.equal((await client(board, { headers: { authorization: `Bearer ${moderator.key}` } })).status, 403, board)
  }
  const basic = Buffer.from(`anybody:csk_admin-key-of-the-tests-0123456789`).toString('base64')
  t.equal(
    (await client('/queues', { headers: { authorization: `Basic ${basic}` } })).status,
    200,
    'as a browser sends it',
  )
})

t.test('every operation was reached, and what succeeds is what openapi.yaml says', async (t) => {
  const reached = new Set(
    [...seenAnswers].filter((seen) => / [23]\d\d$/.test(seen)).map((seen) => seen.replace(/ \d+$/, '')),
  )
  // Without a comment's receipt, a failed job and workers these have no success, and people's own: other files reach them.
  const isElsewhere = (operationId: string): boolean =>
    ['getReadiness', ...MISSING].includes(operationId) ||
    ['receipt', 'invitation', 'login', 'session'].includes(rules[operationId]?.role ?? '')
  const missed = operations.filter(({ template, method }) => !reached.has(`${template} ${method}`))
  t.strictSame(
    missed.map(({ operationId }) => operationId).filter((id) => !isElsewhere(id)),
    [],
  )
})

t.test('every change that was let through is in the audit log, and the log is whole', async (t) => {
  const changes = operations.filter(({ template, method }) => template.startsWith('/v1/admin/') && method !== 'GET')
  t.strictSame(changes.map(({ operationId }) => operationId).sort(), Object.keys(NOTED).sort())
  await isAuditWhole(t, runtime)
  const rows = await runtime.deps.db.selectFrom('auditLog').select('verb').distinct().execute()
  const verbs = new Set(rows.map(({ verb }) => verb))
  const missed = changes.filter(({ template, method, operationId }) => {
    const verb = NOTED[operationId] ?? null
    const isDone = [...seenAnswers].some((seen) => seen.startsWith(`${template} ${method} 2`))
    return verb !== null && isDone && !verbs.has(verb)
  })
  t.strictSame(missed, [])
})
