/** What a migration says of the rows it finds. */

import t from 'tap'
import { type Db, openDatabase } from '../../db/database.js'
import { migrateDown, migrateUp } from '../../db/migrate.js'
import { listApiKeys } from '../../db/queries/api-keys.js'
import { Redacted } from '../../src/privacy/redacted.js'
import { query } from '../support/dump.js'
import { insertHeld } from '../support/held.js'
import { createTestDatabase } from '../support/test-db.js'

const url = await createTestDatabase(t)
const { db, close } = openDatabase(new Redacted(url), () => {})
t.teardown(close)
const sql = <Row extends object>(text: string, ...values: unknown[]) => query<Row>(url, text, values)

/** Takes migrations back until one of them, too, has not run. */
async function migrateBefore(db: Db, migration: string): Promise<void> {
  for (;;) {
    const [undone] = await migrateDown(db)
    if (undone === undefined) throw new Error(`there is no migration ${migration}`)
    if (undone.name === migration) return
  }
}

t.test('stored invitations and keys get the maker that the audit log knows of', async (t) => {
  const MIGRATION = '20261128T1270_keep_makers_of_invitations_and_keys'
  const ZOE = '00000000-0000-7000-8000-000000000001'
  const GONE = '00000000-0000-7000-8000-000000000002'
  const SCRIPT = '00000000-0000-7000-8000-000000000003'
  const makers = [
    { name: 'By a person', kind: 'moderator', maker: ZOE },
    { name: 'By a key', kind: 'key', maker: SCRIPT },
    { name: 'By somebody who is gone', kind: 'moderator', maker: GONE },
    { name: 'By the command line', kind: 'operator', maker: null },
    { name: 'By nobody knows whom', kind: null, maker: null },
  ]
  await migrateBefore(db, MIGRATION)
  await sql(`insert into moderators (id, name, login, role, created_at) values ($1, 'Zoe', 'zoe', 'admin', now())`, ZOE)
  await sql(
    `insert into api_keys (id, name, key_hash, role, created_at) values ($1, 'Script', '\\x00', 'admin', now())`,
    SCRIPT,
  )
  for (const { name, kind, maker } of makers) {
    const [invitation] = await sql<{ id: string }>(
      `insert into invitations (id, token_hash, name, role, is_set_up, created_at, expires_at)
       values (gen_random_uuid(), sha256($1::text::bytea), $1, 'viewer', false, now(), now() + interval '3 days') returning id`,
      name,
    )
    const [key] = await sql<{ id: string }>(
      `insert into api_keys (id, name, key_hash, role, created_at)
       values (gen_random_uuid(), $1, sha256($1::text::bytea), 'viewer', now()) returning id`,
      name,
    )
    if (kind === null) continue
    // To be taken back is an act on the same thing by somebody else, and makes nobody its maker.
    for (const [verb, subject, by] of [
      ['invitation.create', invitation?.id, maker],
      ['key.create', key?.id, maker],
      ['key.revoke', key?.id, ZOE],
    ] as const)
      await sql(
        `insert into audit_log (seq, at, verb, actor_kind, actor_id, subject, detail_hash, previous_hash, hash)
         select count(*) + 1, now(), $1, $2, $3, $4, '', '', '' from audit_log`,
        verb,
        kind,
        by,
        subject,
      )
  }

  const expected = makers.map(({ name, maker }) => ({ name, maker_id: maker })).sort(byName)
  const invitationMakers = async () => (await sql<Named>('select name, maker_id from invitations')).sort(byName)
  await migrateUp(db)
  t.strictSame(await invitationMakers(), expected)
  t.strictSame(
    (await listApiKeys(db)).map(({ name, makerId, makerName }) => ({ name, makerId, makerName })).sort(byName),
    [
      { name: 'By a key', makerId: SCRIPT, makerName: 'Script' },
      { name: 'By a person', makerId: ZOE, makerName: 'Zoe' },
      { name: 'By nobody knows whom', makerId: null, makerName: null },
      { name: 'By somebody who is gone', makerId: GONE, makerName: null },
      { name: 'By the command line', makerId: null, makerName: null },
      { name: 'Script', makerId: null, makerName: null },
    ],
  )

  await migrateBefore(db, MIGRATION)
  t.strictSame(await sql(`select table_name from information_schema.columns where column_name = 'maker_id'`), [])
  t.equal((await sql('select from invitations union all select from api_keys')).length, 2 * makers.length + 1)
  await migrateUp(db)
  t.strictSame(await invitationMakers(), expected, 'and up again, it says the same')
})

interface Named {
  name: string
}

function byName(one: Named, other: Named): number {
  return one.name < other.name ? -1 : 1
}

t.test('of comments that a batch left alone, those that had the status already are told from the rest', async (t) => {
  const MIGRATION = '20261128T1280_tell_unchanged_batch_items_apart'
  await migrateBefore(db, MIGRATION)
  await sql(`insert into sites (id, name, origins, language, policy, key_seed, created_at)
     values ('demo', 'Demo', '{}', 'en', '{}', gen_random_uuid(), now())`)
  for (const action of ['approve', 'hold', 'reject', 'markSpam', 'delete'])
    await sql(
      `insert into decision_batches (id, site_ids, action, reason, decider_id, decider_name, state, total, created_at)
       values (gen_random_uuid(), '{demo}', $1, 'doubtful', 'ada', 'Ada', 'done', 0, now())`,
      action,
    )

  // The statuses of a comment from its first revision on; `~`: because the decision before was taken back.
  const items: { action?: string; history: string; found: number; was?: string; is: string }[] = [
    { history: 'held', found: 1, is: 'unchanged' },
    { history: 'rejected', found: 1, is: 'not-allowed' },
    { history: 'approved held', found: 2, is: 'unchanged' },
    { history: 'held rejected', found: 2, is: 'not-allowed' },
    { history: 'held approved', found: 1, is: 'unchanged' },
    { history: 'rejected approved held', found: 1, is: 'not-allowed' },
    { history: 'pending held approved', found: 2, is: 'unchanged' },
    { history: 'held rejected approved held', found: 2, is: 'not-allowed' },
    { history: 'approved held ~approved', found: 2, is: 'unchanged' },
    { history: 'held spam ~held', found: 2, is: 'not-allowed' },
    { history: 'held spam ~held approved', found: 3, is: 'unchanged' },
    { history: 'spam approved ~spam approved held', found: 3, is: 'not-allowed' },
    { action: 'approve', history: 'approved', found: 1, is: 'unchanged' },
    { action: 'reject', history: 'rejected', found: 1, is: 'unchanged' },
    { action: 'markSpam', history: 'spam', found: 1, is: 'unchanged' },
    { action: 'delete', history: 'deleted', found: 1, is: 'unchanged' },
    { action: 'reject', history: 'deleted', found: 1, is: 'not-allowed' },
    { history: 'held', found: 1, was: 'conflict', is: 'conflict' },
    { history: 'held', found: 1, was: 'decided', is: 'decided' },
  ]
  const ids = await insertHeld(url, { slug: 'items', count: items.length, words: 'Sloe,' })
  for (const [at, { action = 'hold', history, found, was = 'not-allowed' }] of items.entries()) {
    const id = ids[at]
    const statuses = history.split(' ')
    await sql(
      `update comments set status = $2, revision = $3 where id = $1`,
      id,
      plain(statuses.at(-1)),
      statuses.length,
    )
    for (const [before, status] of statuses.slice(1).entries()) {
      if (status.startsWith('~')) continue
      await sql(
        `insert into decisions (id, comment_id, site_id, action, from_status, to_status, revision, decided_by, reason, decided_at)
         values (gen_random_uuid(), $1, 'demo', 'hold', $2, $3, $4, 'policy', 'doubtful', now())`,
        id,
        plain(statuses[before]),
        status,
        before + 2,
      )
    }
    await sql(
      `insert into decision_batch_items select id, $2, $3, $4 from decision_batches where action = $1`,
      action,
      id,
      found,
      was,
    )
  }

  const states = async () =>
    (await sql<{ state: string }>('select state from decision_batch_items order by comment_id')).map(
      ({ state }) => state,
    )
  const before = await states()
  await migrateUp(db)
  t.strictSame(
    await states(),
    items.map(({ is }) => is),
  )
  await migrateBefore(db, MIGRATION)
  t.strictSame(await states(), before)
  await migrateUp(db)
})

function plain(status = ''): string {
  return status.replace('~', '')
}
