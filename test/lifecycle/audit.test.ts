/** The audit log: what is noted, that it cannot be changed unseen, and that whoever tries is named. */

import t from 'tap'
import type { CommentId } from '../../src/domain/comment.js'
import { decideComment } from '../../src/lifecycle/decide-comment.js'
import { linkAudit } from '../../src/lifecycle/link-audit.js'
import { purgeAllExpired } from '../../src/lifecycle/purge-expired.js'
import { verifyAudit } from '../../src/lifecycle/verify-audit.js'
import { LIMITS } from '../../src/limits.js'
import { goAroundGuards, isAuditWhole, whenLinked } from '../support/audit.js'
import { query } from '../support/dump.js'
import { enterWithPasskey } from '../support/people.js'
import { MAIN, run, SECRETS } from '../support/process.js'
import { submit } from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'

const service = await startTestService(t, { hasWorkers: false })
const { client, admin, runtime, databaseUrl } = service
const { db } = runtime.deps

interface ActBody {
  seq: number
  at: string
  verb: string
  by: { kind: string; id: string | null; name: string | null; role: string | null }
  site: string | null
  subject: string | null
  detail: Record<string, unknown> | null
  hash: string
}

const byPolicy = (commentId: string, action: 'approve' | 'hold' = 'hold') =>
  decideComment(runtime.deps, {
    commentId: commentId as CommentId,
    action,
    by: { kind: 'policy', name: null },
    reason: 'doubtful',
    note: null,
    ifRevision: undefined,
    onlyPending: true,
    policy: null,
  })
const list = async (search = ''): Promise<ActBody[]> => {
  const { body } = await admin<{ acts: ActBody[] }>(`/v1/admin/audit?limit=200${search}`)
  return body.acts
}

await createSite(runtime, 'other')
const person = await enterWithPasskey(service, { role: 'moderator', login: 'ida', sites: null })
const first = await submit(client, 'audited', { body: 'The first of them.' })
const second = await submit(client, 'audited', { body: 'The second of them.' })
const third = await submit(client, 'audited', { body: 'The third of them.' })
for (const id of [first, second, third]) await byPolicy(id)
const { body: outcome } = await person.send<{ decisionId: string }>(`/v1/admin/comments/${first}/decisions`, {
  json: { action: 'approve', note: 'a note that is nobody’s business' },
})
await person.send(`/v1/admin/comments/${first}/decisions/${outcome.decisionId}`, { method: 'DELETE' })
await admin(`/v1/admin/comments/${second}/decisions`, { json: { action: 'approve' } })
await admin('/v1/admin/sites/demo/policy', {
  method: 'PUT',
  json: { ...(await admin('/v1/admin/sites/demo/policy')).body, mode: 'strict' },
})
await admin('/v1/admin/sites/demo/terms', {
  method: 'PUT',
  json: { terms: [{ kind: 'word', text: 'unmentionable', action: 'hold' }] },
})
await admin('/v1/admin/sites/other', { method: 'PATCH', json: { name: 'Otherwise' } })
await whenLinked(runtime)

t.test('an act says who, in which role, did what, on what, and when', async (t) => {
  const acts = await list()
  const [site, terms, policy, byKey, undo, decide] = acts
  t.match(site, { verb: 'site.change', site: 'other', by: { kind: 'key', name: 'environment', role: 'admin' } })
  t.match(site?.detail, { fields: ['name'] })
  t.match(terms, { verb: 'terms.replace', site: 'demo', detail: { terms: 1 } })
  t.match(policy, { verb: 'policy.replace', detail: { settings: ['mode'], mode: 'strict' } })
  t.match(byKey, { verb: 'comment.decide', subject: second, by: { kind: 'key', role: 'admin' } })
  t.match(undo, { verb: 'decision.undo', subject: first, detail: { decision: outcome.decisionId } })
  t.match(decide, {
    verb: 'comment.decide',
    site: 'demo',
    subject: first,
    by: { kind: 'moderator', id: person.id, role: 'moderator' },
    detail: { action: 'approve', from: 'held', to: 'approved', decision: outcome.decisionId },
  })
  const [begin] = await list(`&who=${person.id}&verb=session.begin`)
  t.match(begin, { site: null, detail: { hasSecondFactor: false } })
  t.match(await list('&verb=passkey.add'), [{ by: { id: person.id } }])
  t.match(await list('&verb=invitation.accept'), [{ by: { id: person.id, role: 'moderator' } }])
})

t.test('it holds no text, no name of a thing that somebody wrote, and no secret', async (t) => {
  const rows = await query<{ row: string }>(databaseUrl, 'select l::text as row from audit_log l')
  const text = rows.map(({ row }) => row).join('\n')
  for (const word of ['of them', 'nobody’s business', 'unmentionable', 'Otherwise', 'ida', 'csk_', 'cs1_'])
    t.notOk(text.includes(word), word)
})

t.test('it is listed by site, person, verb and time, page by page', async (t) => {
  t.strictSame([...new Set((await list('&site=other')).map(({ site }) => site))], ['other'])
  t.ok((await list(`&who=${person.id}`)).every(({ by }) => by.id === person.id))
  const all = await list()
  const pages: number[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body }: { body: { acts: ActBody[]; nextCursor: string | null } } = await admin(
      `/v1/admin/audit?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`,
    )
    pages.push(...body.acts.map(({ seq }) => seq))
    cursor = body.nextCursor
  }
  t.strictSame(
    pages,
    all.map(({ seq }) => seq),
  )
  const [newest] = all
  t.strictSame(await list('&to=2001-01-01T00:00:00Z'), [])
  t.match(await list(`&from=${newest?.at}`), [{ seq: newest?.seq }])
  t.match((await list('&verb=decisions.seal'))[0], { by: { kind: 'service' }, detail: { decisions: Number } })
  t.match(await admin('/v1/admin/audit?cursor=nonsense'), { status: 400, body: { type: '/problems/invalid-cursor' } })
  t.match(await admin('/v1/admin/audit?from=yesterday'), { status: 400 })
})

t.test('nobody changes or removes an act or a decision, whatever program they use', async (t) => {
  for (const statement of [
    `update audit_log set verb = 'site.create'`,
    `delete from audit_log where seq = 1`,
    'truncate audit_log',
    `update audit_log set detail = '{}'`,
    `update decisions set reason = 'clean'`,
    'delete from decisions',
    'delete from comments',
  ])
    await t.rejects(query(databaseUrl, statement), { code: '23001' }, statement)
})

t.test('several processes at it make one chain', async (t) => {
  for (let round = 0; round < 3; round += 1) {
    const ids = await Promise.all(
      Array.from({ length: 8 }, (_, n) => submit(client, 'crowd', { body: `Number ${round} ${n}.` })),
    )
    await Promise.all([...ids.map((id) => byPolicy(id, 'approve')), ...ids.map(() => linkAudit(runtime.deps))])
  }
  const { decisions } = await isAuditWhole(t, runtime)
  const [stored] = await query<{ count: string }>(databaseUrl, 'select count(*) from decisions')
  t.equal(decisions, Number(stored?.count), 'automatic decisions are in it, too')
})

t.test('a detail is blanked in time, and the chain holds', async (t) => {
  const later = new Date(Date.now() + LIMITS.audit.detailMs + 60_000)
  await query(databaseUrl, 'create table kept as table audit_log')
  await purgeAllExpired({ db, clock: () => later })
  t.ok((await list()).every(({ detail }) => detail === null))
  await isAuditWhole(t, runtime)
  await restore()
})

const tamper = (statements: string) => goAroundGuards(databaseUrl, statements)
const restore = () => tamper('delete from audit_log; insert into audit_log select * from kept')

t.test('what was done to the log behind its back is found, and the first broken row named', async (t) => {
  const { rows } = await isAuditWhole(t, runtime)
  const tries: [string, string, { kind: string; seq: number | null }][] = [
    ['a changed actor', `update audit_log set actor_id = 'x' where seq = 4`, { kind: 'row-changed', seq: 4 }],
    [
      'a changed moment',
      `update audit_log set at = at + interval '1 s' where seq = 5`,
      { kind: 'row-changed', seq: 5 },
    ],
    [
      'a changed detail',
      `update audit_log set detail = '{"terms":2}' where seq = (select min(seq) from audit_log where verb = 'terms.replace')`,
      { kind: 'detail-changed', seq: (await list('&verb=terms.replace'))[0]?.seq ?? 0 },
    ],
    ['a removed row', 'delete from audit_log where seq = 3', { kind: 'row-missing', seq: 3 }],
    ['the first row removed', 'delete from audit_log where seq = 1', { kind: 'row-missing', seq: 1 }],
    [
      'two rows in each other’s place',
      `update audit_log set seq = -2 where seq = 2; update audit_log set seq = 2 where seq = 3;
       update audit_log set seq = 3 where seq = -2`,
      { kind: 'row-changed', seq: 2 },
    ],
    [
      'a row put in, with all behind it moved up',
      `update audit_log set seq = -seq - 1 where seq >= 3; update audit_log set seq = -seq where seq < 0;
       insert into audit_log select 3, at, verb, actor_kind, actor_id, actor_role, site_id, subject, detail, detail_hash,
         members, previous_hash, hash from audit_log where seq = 2`,
      { kind: 'row-changed', seq: 3 },
    ],
    [
      'a row of elsewhere',
      `update audit_log set previous_hash = sha256('x') where seq = 6`,
      { kind: 'row-changed', seq: 6 },
    ],
  ]
  for (const [name, statements, expected] of tries) {
    await tamper(statements)
    t.match((await verifyAudit(db, null)).firstBreak, expected, name)
    await restore()
  }
  const head = (await verifyAudit(db, null)).head
  await tamper(`delete from audit_log where seq = ${rows}`)
  t.match((await verifyAudit(db, head)).firstBreak, { kind: 'row-missing', seq: rows }, 'an end that was cut off')
  t.equal((await verifyAudit(db, { ...head, seq: 2 })).firstBreak?.kind, 'head-missing', 'another past')
  await restore()
  t.equal((await verifyAudit(db, head)).firstBreak, null)
})

t.test('and what was done to the decisions', async (t) => {
  const seq = Number
  await query(databaseUrl, 'create table kept_decisions as table decisions')
  const back = () => tamper('delete from decisions; insert into decisions select * from kept_decisions')
  const of = `id = '${outcome.decisionId}'`
  for (const [statements, expected] of [
    [
      `update decisions set decider_name = 'Somebody else' where ${of}`,
      { kind: 'decision-changed', seq, decisionId: outcome.decisionId },
    ],
    [`delete from decisions where ${of}`, { kind: 'decision-missing', seq, decisionId: outcome.decisionId }],
    [`update decisions set undone_at = null where ${of}`, { kind: 'undo-changed' }],
    [
      `insert into decisions select '01890000-0000-7000-8000-00000000abcd', comment_id, site_id, action, from_status, to_status,
         revision, decided_by, decider_name, reason, note, policy, decided_at from decisions where ${of}`,
      { kind: 'decision-added', decisionId: '01890000-0000-7000-8000-00000000abcd' },
    ],
    [
      `update decisions set reason = 'spam' where decided_by = 'policy'`,
      { kind: 'decision-changed', seq, decisionId: String },
    ],
  ] as const) {
    await tamper(statements)
    t.match((await verifyAudit(db, null)).firstBreak, expected, statements)
    await back()
  }
  await isAuditWhole(t, runtime)
})

t.test('the command says whether it is whole, and where it ends', async (t) => {
  const env = { DATABASE_URL: databaseUrl, ...SECRETS }
  const command = async (...args: string[]) => {
    const program = run(t, MAIN, ['audit', ...args], env)
    return { status: await program.exited, stdout: program.stdout(), stderr: program.stderr() }
  }
  const head = (await command('head')).stdout.trim()
  t.match(head, /^\d+:[0-9a-f]{64}$/)
  t.match(await command('verify', '--head', head), {
    status: 0,
    stdout: /the audit log is whole: \d+ rows, \d+ decisions/,
  })
  await tamper(`update audit_log set verb = 'key.revoke' where seq = 2`)
  t.match(await command('verify'), { status: 1, stderr: /row 2 was changed; 1 rows before/ })
  await restore()
})
