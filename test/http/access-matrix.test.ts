/** Every operation of openapi.yaml by everybody who might call it: who gets in, who is asked for a key, for whom it is not there. */

import Fastify from 'fastify'
import t, { type Test } from 'tap'
import type { CommentId } from '../../src/domain/comment.js'
import { DEFAULT_POLICY } from '../../src/domain/policy.js'
import { guardRoutes } from '../../src/http/access.js'
import { decideComment } from '../../src/lifecycle/decide-comment.js'
import { isAuditWhole } from '../support/audit.js'
import { type Client, createClient, type RequestOptions, seenAnswers } from '../support/client.js'
import { openapi } from '../support/openapi.js'
import { enterWithPasskey } from '../support/people.js'
import { createPushBrowser } from '../support/push-service.js'
import { asForm, commentsPath, makeSubmission, submit, submitApproved, submitForReceipt } from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'

const service = await startTestService(t, { hasWorkers: false })
const { client, admin, runtime, url } = service
await createSite(runtime, 'other')

const operations = Object.entries(openapi.paths).flatMap(([template, methods]) =>
  Object.entries(methods).map(([method, { operationId, security = [] }]) => ({
    template,
    method: method.toUpperCase(),
    operationId,
    security,
  })),
)

type Operation = (typeof operations)[number]

/**
 * `open`: to all; `login`: from our own pages, see sessions.test.ts; `session`: to people, not to keys; otherwise the least role.
 * `scope`: what a key of another site finds: the thing missing, or the door closed.
 */
interface Rule {
  role: 'open' | 'receipt' | 'invitation' | 'login' | 'session' | 'viewer' | 'moderator' | 'admin'
  scope?: 'missing' | 'closed' | 'empty'
  json?: () => unknown
  form?: Record<string, string>
  query?: string
  /** Puts things back before each call. */
  before?: () => Promise<unknown>
}

// Nobody sends there: this service has no workers.
const PUSH_SERVICE = { origin: 'https://fcm.googleapis.com', received: [] }

/** What they ask for is not there, which those who get in may know. */
const MISSING = ['retryJob', 'undoDecision', 'endSession']

let round = 0
const rules: Record<string, Rule> = {
  submitComment: { role: 'open', json: () => makeSubmission() },
  getThread: { role: 'open' },
  getCounts: { role: 'open', query: '?slug=x' },
  watchThread: { role: 'open' },
  getThreadFeed: { role: 'open' },
  getSiteFeed: { role: 'open' },
  getFragment: { role: 'open' },
  getPushKey: { role: 'open' },
  subscribe: { role: 'open', json: () => ({ subscription: createPushBrowser(PUSH_SERVICE).subscription }) },
  unsubscribe: { role: 'receipt' },
  getForm: { role: 'open' },
  getEmbedPage: { role: 'open' },
  getDemoPage: { role: 'open' },
  getReceiptPage: { role: 'open' },
  getThemingPage: { role: 'open' },
  getLiveness: { role: 'open' },
  getReadiness: { role: 'open' },
  // From this machine; from elsewhere see operations below.
  getMetrics: { role: 'open' },
  reportComment: { role: 'open', json: () => ({ reason: 'off-topic' }) },
  listReports: { role: 'viewer', scope: 'empty' },
  dismissReport: { role: 'moderator', scope: 'missing', json: () => ({ outcome: 'dismissed' }) },
  voteByForm: { role: 'open', form: { value: '0' } },
  getAuthor: { role: 'viewer', scope: 'missing' },
  listBans: { role: 'viewer', scope: 'empty' },
  placeBan: { role: 'moderator', scope: 'missing', json: () => ({ site: 'demo', domain: 'throwaway.example' }) },
  liftBan: { role: 'moderator', scope: 'missing', before: () => placeBanAgain() },
  banAuthor: { role: 'moderator', scope: 'missing', json: () => ({}) },
  liftAuthorBan: {
    role: 'moderator',
    scope: 'missing',
    before: () => admin(`/v1/admin/authors/${authorId}/ban`, { method: 'PUT', json: {} }),
  },
  addCommentNote: { role: 'moderator', scope: 'missing', json: () => ({ body: 'A note.' }) },
  addAuthorNote: { role: 'moderator', scope: 'missing', json: () => ({ body: 'A note.' }) },
  removeNote: { role: 'moderator', scope: 'missing' },
  replyAsModerator: { role: 'moderator', scope: 'missing', json: () => ({ body: 'We have looked into it.' }) },
  dismissReports: { role: 'moderator', scope: 'missing', json: () => ({ outcome: 'dismissed' }) },
  listSavedReplies: { role: 'viewer', scope: 'missing' },
  createSavedReply: { role: 'moderator', scope: 'missing', json: () => ({ title: 'Twice', body: 'Seen already.' }) },
  replaceSavedReply: { role: 'moderator', scope: 'missing', json: () => ({ title: 'Twice', body: 'Seen before.' }) },
  removeSavedReply: { role: 'moderator', scope: 'missing', before: () => saveReplyAgain() },
  voteComment: { role: 'open', json: () => ({ value: 0 }) },
  getReceipt: { role: 'receipt' },
  editComment: { role: 'receipt', json: () => ({ body: 'Otherwise.' }) },
  withdrawComment: { role: 'receipt' },
  appealDecision: { role: 'receipt', json: () => ({ text: 'I object.' }) },
  exportAuthor: { role: 'receipt' },
  eraseAuthor: { role: 'receipt', json: () => ({ scope: 'comment' }) },
  listAppeals: { role: 'viewer', scope: 'empty' },
  decideAppeal: { role: 'moderator', scope: 'missing', json: () => ({ outcome: 'upheld' }) },
  getSession: { role: 'session' },
  logIn: { role: 'login', json: () => ({ login: 'x', password: 'x' }) },
  logOut: { role: 'session' },
  askForPasskey: { role: 'login' },
  logInWithPasskey: { role: 'login', json: () => ({}) },
  reauthenticate: { role: 'session', json: () => ({}) },
  getInvitation: { role: 'invitation' },
  acceptInvitation: { role: 'login', json: () => ({}) },
  prepareNewPasskey: { role: 'session' },
  addPasskey: { role: 'session', json: () => ({}) },
  listPasskeys: { role: 'session' },
  removePasskey: { role: 'session' },
  replacePassword: { role: 'session', json: () => ({}) },
  offerCodes: { role: 'session' },
  confirmCodes: { role: 'session', json: () => ({}) },
  removeCodes: { role: 'session' },
  listComments: { role: 'viewer', scope: 'empty' },
  countComments: { role: 'viewer', scope: 'empty' },
  getComment: { role: 'viewer', scope: 'missing' },
  decideComment: {
    role: 'moderator',
    scope: 'missing',
    json: () => ({ action: 'approve' }),
    before: () => admin(`/v1/admin/comments/${commentId}/decisions`, { json: { action: 'hold' } }),
  },
  claimComment: { role: 'moderator', scope: 'missing', before: () => runtime.deps.db.deleteFrom('claims').execute() },
  releaseComment: { role: 'moderator', scope: 'missing' },
  undoDecision: { role: 'moderator', scope: 'missing' },
  decideComments: { role: 'moderator', scope: 'empty', json: () => ({ action: 'hold', ids: [commentId] }) },
  listOpenRaids: { role: 'viewer', scope: 'empty' },
  getBatch: { role: 'moderator', scope: 'missing' },
  listBatchOutcomes: { role: 'moderator', scope: 'missing' },
  changeBatch: { role: 'moderator', scope: 'missing', json: () => ({ state: 'running' }), before: pauseBatch },
  undoBatch: { role: 'moderator', scope: 'missing', before: pauseBatch },
  listRaids: { role: 'viewer', scope: 'missing' },
  replayDecision: { role: 'viewer', scope: 'missing' },
  listSites: { role: 'viewer', scope: 'empty' },
  createSite: { role: 'admin', scope: 'closed', json: () => ({ id: `new-${round++}`, name: 'New', origins: [] }) },
  getSite: { role: 'viewer', scope: 'missing' },
  changeSite: { role: 'admin', scope: 'missing', json: () => ({ name: 'Demo' }) },
  getPolicy: { role: 'viewer', scope: 'missing' },
  replacePolicy: { role: 'admin', scope: 'missing', json: () => DEFAULT_POLICY },
  listTerms: { role: 'viewer', scope: 'missing' },
  replaceTerms: { role: 'moderator', scope: 'missing', json: () => ({ terms: [] }) },
  beginBacktest: { role: 'moderator', scope: 'missing', json: () => ({ policy: {} }) },
  getBacktest: { role: 'viewer', scope: 'missing' },
  listBacktestDifferences: { role: 'viewer', scope: 'missing' },
  cancelBacktest: { role: 'moderator', scope: 'missing' },
  previewTerm: {
    role: 'moderator',
    scope: 'missing',
    json: () => ({ term: { kind: 'word', text: 'pills', action: 'hold' } }),
  },
  getSiteModel: { role: 'viewer', scope: 'missing' },
  getModelHealth: { role: 'viewer', scope: 'missing' },
  exportSiteModel: { role: 'admin', scope: 'missing' },
  resetSiteModel: { role: 'admin', scope: 'missing' },
  // Akismet's clients expect 200 and the word `invalid`: see akismet.test.ts for who may teach.
  'akismet-verify-key': { role: 'open', form: { blog: 'https://x.example' } },
  'akismet-comment-check': { role: 'open', form: { blog: 'https://x.example' } },
  'akismet-submit-spam': { role: 'open', form: { blog: 'https://x.example' } },
  'akismet-submit-ham': { role: 'open', form: { blog: 'https://x.example' } },
  listModerators: { role: 'admin', scope: 'closed' },
  changeModerator: { role: 'admin', scope: 'closed', json: () => ({ role: 'viewer' }), before: putSpareBack },
  removeModerator: { role: 'admin', scope: 'closed', before: putSpareBack },
  logOutModerator: { role: 'admin', scope: 'closed', before: putSpareBack },
  listInvitations: { role: 'admin', scope: 'closed' },
  inviteModerator: { role: 'admin', scope: 'closed', json: () => ({ name: 'Somebody', role: 'viewer' }) },
  withdrawInvitation: { role: 'admin', scope: 'closed', before: putSpareBack },
  listSessions: { role: 'viewer', scope: 'empty' },
  endOtherSessions: { role: 'session' },
  endSession: { role: 'viewer', scope: 'missing' },
  listApiKeys: { role: 'admin', scope: 'closed' },
  createApiKey: { role: 'admin', scope: 'closed', json: () => ({ name: 'One more', role: 'viewer' }) },
  revokeApiKey: { role: 'admin', scope: 'closed' },
  getStats: { role: 'viewer', scope: 'empty' },
  listActs: { role: 'admin', scope: 'empty' },
  listQueues: { role: 'admin', scope: 'closed' },
  listFailedJobs: { role: 'admin', scope: 'closed' },
  retryJob: { role: 'admin', scope: 'closed' },
}

/** A moderator and an invitation to try things on; they share an id. */
const SPARE = '01890000-0000-7000-8000-00000000000a'

async function putSpareBack(): Promise<void> {
  const { db } = runtime.deps
  const common = { id: SPARE as never, name: 'Spare', role: 'viewer' as const, siteIds: null, createdAt: new Date() }
  const proof = { passwordHash: null, totpSecret: null, totpSecretOffered: null, totpStep: null, disabledAt: null }
  const expiresAt = new Date(Date.now() + 3_600_000)
  const link = { tokenHash: Buffer.from(SPARE), isSetUp: false, expiresAt, usedAt: null }
  await db
    .insertInto('moderators')
    .values({ ...common, ...proof, login: 'spare' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .insertInto('invitations')
    .values({ ...common, ...link })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const NEVER_DECIDED = '01890000-0000-7000-8000-000000000001'
const isForRoles = (role: Rule['role']): role is keyof typeof RANK => role in RANK
/** The job is not there, the appeal was decided a moment ago, of backtests there are enough: who is let in may know. */
const KNOWN: Readonly<Record<string, number>> = {
  beginBacktest: 409,
  decideAppeal: 409,
  // Only who wrote a note may remove it.
  removeNote: 403,
  ...Object.fromEntries(MISSING.map((id) => [id, 404])),
}
/** A plain form is answered with the way back. */
const isIn = (status: number): boolean => status < 300 || status === 303
const RANK = { viewer: 1, moderator: 2, admin: 3 }

async function pauseBatch(): Promise<void> {
  await runtime.deps.db.updateTable('decisionBatches').set({ state: 'paused' }).execute()
}

async function makeKey(role: string, sites: string[] | null = null): Promise<{ id: string; key: string }> {
  return (await admin<{ id: string; key: string }>('/v1/admin/api-keys', { json: { name: role, role, sites } })).body
}

const commentId = await submit(client, 'matrix')
const [viewer, moderator, otherAdmin, revoked, spare] = [
  await makeKey('viewer'),
  await makeKey('moderator'),
  await makeKey('admin', ['other']),
  await makeKey('admin'),
  await makeKey('viewer'),
]
await admin(`/v1/admin/api-keys/${revoked.id}`, { method: 'DELETE' })

const makeScoped = async (role: keyof typeof RANK) => ({
  demo: await makeKey(role, ['demo']),
  other: await makeKey(role, ['other']),
})
const scopedKeys = {
  viewer: await makeScoped('viewer'),
  moderator: await makeScoped('moderator'),
  admin: await makeScoped('admin'),
}

const enter = (role: keyof typeof RANK, login: string, sites: string[] | null = null) =>
  enterWithPasskey(service, { role, login, sites })
const people = {
  viewer: await enter('viewer', 'viewer'),
  moderator: await enter('moderator', 'moderator'),
  admin: await enter('admin', 'admin'),
  otherAdmin: await enter('admin', 'other-admin', ['other']),
}

const { body: backtest } = await admin<{ id: string }>('/v1/admin/sites/demo/policy/backtests', {
  json: { policy: {} },
})
const backtestId = backtest.id
await admin(`/v1/admin/comments/${commentId}/decisions`, { json: { action: 'hold' } })
const { body: decided } = await admin<{ decisions: { id: string }[] }>(`/v1/admin/comments/${commentId}`)
const decisionId = decided.decisions[0]?.id ?? ''

const { body: batch } = await admin<{ id: string }>('/v1/admin/decisions', {
  json: { action: 'approve', filter: { slug: 'matrix' }, paused: true },
})
const batchId = batch.id

const appealed = await submitForReceipt(client, 'matrix', { body: 'Rejected by rules.' })
await decideComment(runtime.deps, {
  commentId: appealed.id as CommentId,
  action: 'reject',
  by: { kind: 'policy', name: null },
  reason: 'site-rule',
  note: null,
  ifRevision: undefined,
  onlyPending: true,
  policy: null,
})
await client('/v1/receipt/appeals', { json: { text: 'I object.' }, headers: appealed.as })
const [appeal] = (await admin<{ appeals: { id: string }[] }>('/v1/admin/appeals')).body.appeals
const appealId = appeal?.id ?? ''
const approvedId = await submitApproved(service, 'matrix', { body: 'For all to see.' })
const report = await client<{ id: string }>(`/v1/comments/${approvedId}/reports`, { json: { reason: 'spam' } })
const known = await submit(client, 'matrix', { author: { name: 'Ann', email: 'ann@matrix.example' }, body: 'Known.' })
const authorId = (await admin<{ author: { id: string } }>(`/v1/admin/comments/${known}`)).body.author.id
const note = await admin<{ id: string }>(`/v1/admin/authors/${authorId}/notes`, { json: { body: 'Somebody’s.' } })
let savedReplyId = ''
async function saveReplyAgain(): Promise<void> {
  const json = { title: 'Off topic', body: 'Please stay with the article.' }
  savedReplyId = (await admin<{ id: string }>('/v1/admin/sites/demo/saved-replies', { json })).body.id
}
await saveReplyAgain()
let banId = ''
async function placeBanAgain(): Promise<void> {
  banId = (await admin<{ id: string }>('/v1/admin/bans', { json: { site: 'demo', email: 'ban@matrix.example' } })).body
    .id
}
await placeBanAgain()

const strangers: Record<string, string | undefined> = {
  anonymous: undefined,
  'a garbage key': 'Bearer csk_garbage-garbage-garbage-garbage-garbage',
  'a revoked key': `Bearer ${revoked.key}`,
  'an empty key': 'Bearer ',
  'a receipt': `Bearer cr1_${'A'.repeat(65)}`,
  'another scheme': `Digest ${viewer.key}`,
  'basic without a colon': `Basic ${Buffer.from(viewer.key).toString('base64')}`,
}

function addressOf(template: string): string {
  const ids = {
    'api-keys': spare.id,
    'admin/moderators': SPARE,
    'admin/invitations': SPARE,
    jobs: '1',
    appeals: appealId,
    'admin/reports': report.body.id,
    'admin/authors': authorId,
    'admin/bans': banId,
    'admin/notes': note.body.id,
    '/v1/comments/': approvedId,
    '/replies': approvedId,
  }
  const [, id = commentId] = Object.entries(ids).find(([part]) => template.includes(part)) ?? []
  return (
    template
      .replace('{site}', 'demo')
      .replace('{slug}', 'matrix')
      .replace('{queue}', 'check-spam')
      .replace('{backtest}', backtestId)
      .replace('{reply}', savedReplyId)
      .replace('{batch}', batchId)
      // Taken back by who decided alone, and once: to everybody else here there is no such decision of a person.
      .replace(/\{decision\}$/, NEVER_DECIDED)
      .replace('{decision}', decisionId)
      .replace('{id}', id)
  )
}

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

t.test('a route that does not say who may call it stops the start', async (t) => {
  const app = Fastify()
  guardRoutes(app, { ...runtime.deps, publicUrl: url }, { count: async () => {} })
  app.get('/v1/said', { config: { access: 'public' } }, async () => 'for all')
  app.get('/v1/forgotten', async () => 'for all?')
  await t.rejects(async () => await app.ready(), { message: /GET \/v1\/forgotten does not declare who may call it/ })
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
        address
          .replace('demo', 'never')
          .replace(commentId, never)
          .replace(appealId, never)
          .replace(authorId, never)
          .replace(banId, never)
          .replace(note.body.id, never)
          .replace(report.body.id, never)
          .replace(batchId, never),
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

/** What each change is noted as; null, with the reason, where there is nothing to note. */
const NOTED: Record<string, string | null> = {
  decideComment: 'comment.decide',
  undoDecision: 'decision.undo',
  decideComments: 'comment.decide',
  changeBatch: 'batch.change',
  undoBatch: 'batch.undo',
  decideAppeal: 'appeal.decide',
  dismissReport: 'report.dismiss',
  dismissReports: 'report.dismiss',
  placeBan: 'ban.place',
  liftBan: 'ban.lift',
  banAuthor: 'ban.place',
  liftAuthorBan: 'ban.lift',
  addCommentNote: 'note.add',
  addAuthorNote: 'note.add',
  removeNote: 'note.remove',
  createSavedReply: 'saved-reply.save',
  replaceSavedReply: 'saved-reply.save',
  removeSavedReply: 'saved-reply.remove',
  replyAsModerator: 'comment.decide',
  createSite: 'site.create',
  changeSite: 'site.change',
  replacePolicy: 'policy.replace',
  replaceTerms: 'terms.replace',
  resetSiteModel: 'model.reset',
  beginBacktest: 'backtest.begin',
  cancelBacktest: 'backtest.cancel',
  createApiKey: 'key.create',
  revokeApiKey: 'key.revoke',
  acceptInvitation: 'invitation.accept',
  logIn: 'session.begin',
  logInWithPasskey: 'session.begin',
  reauthenticate: 'session.prove',
  logOut: 'session.end',
  endSession: 'session.end',
  endOtherSessions: 'sessions.end',
  logOutModerator: 'sessions.end',
  changeModerator: 'moderator.change',
  removeModerator: 'moderator.remove',
  inviteModerator: 'invitation.create',
  withdrawInvitation: 'invitation.withdraw',
  replacePassword: 'password.replace',
  offerCodes: 'codes.offer',
  confirmCodes: 'codes.confirm',
  removeCodes: 'codes.remove',
  addPasskey: 'passkey.add',
  removePasskey: 'passkey.remove',
  retryJob: 'job.retry',
  // They change nothing that lasts: a lease of two minutes, a question, a look.
  claimComment: null,
  releaseComment: null,
  askForPasskey: null,
  prepareNewPasskey: null,
  previewTerm: null,
}

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
