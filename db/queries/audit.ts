/** The audit log: acts noted in their own transaction, taken into the chain by one process at a time, listed and read back. */

import { type RawBuilder, sql } from 'kysely'
import type { Act, ActorKind, AuditVerb } from '../../src/domain/audit.js'
import { CHAIN_START, type ChainedRow, type ChainHead, type Link } from '../../src/domain/audit-chain.js'
import type { SiteId } from '../../src/domain/comment.js'
import type { ModeratorRole } from '../../src/domain/moderator.js'
import type { Db, Trx } from '../database.js'
import { inSites } from '../in-sites.js'

/** Of one process at a time: two would both put their rows behind the same head. */
const CHAIN_LOCK = 7_217_005

/** Notes an act; give it the transaction of the act, so that both are there or neither. */
export async function insertAct(db: Db, { by, verb, at, siteId, subject, detail }: Act): Promise<void> {
  await db
    .insertInto('auditInbox')
    .values({
      at,
      verb,
      actorKind: by.kind,
      actorId: by.id,
      actorRole: by.role,
      siteId: siteId ?? null,
      subject: subject ?? null,
      detail: detail === undefined ? null : JSON.stringify(detail),
    })
    .execute()
}

export async function hasArrivals(db: Db): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`select exists (select from audit_inbox) as has`.execute(db)
  return rows[0]?.has === true
}

/** False when another process is at it. The lock is held until the transaction ends. */
export async function tryLockChain(trx: Trx): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(${CHAIN_LOCK}) as locked`.execute(
    trx,
  )
  return rows[0]?.locked === true
}

/** A decision as it is stored, without what says later that it was taken back. */
const DIGEST: RawBuilder<Buffer> = sql`sha256(convert_to(jsonb_build_array(
  d.id, d.comment_id, d.site_id, d.action, d.from_status, d.to_status, d.revision, d.decided_by, d.decider_name,
  d.decider_id, d.reason, d.note, d.policy, (extract(epoch from d.decided_at) * 1000000)::bigint
)::text, 'UTF8'))`

/** A link that vouches for one decision, or for none. */
export interface Arrival extends Omit<Link, 'members'> {
  decisionId: string | null
  digest: Buffer | null
}

/** Takes the oldest acts out of the inbox. */
export async function takeArrivals(trx: Trx, limit: number): Promise<Arrival[]> {
  const { rows } = await sql<Arrival>`
    with taken as (
      delete from audit_inbox where id in (select id from audit_inbox order by id limit ${limit}) returning *
    )
    select taken.at, taken.verb, taken.actor_kind, taken.actor_id, taken.actor_role, taken.site_id, taken.subject,
      taken.detail, taken.decision_id, case when d.id is null then null else ${DIGEST} end as digest
    from taken left join decisions d on d.id = taken.decision_id
    order by taken.id
  `.execute(trx)
  return rows
}

export async function findChainHead(db: Db): Promise<ChainHead> {
  const head = await db
    .selectFrom('auditLog')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return head ?? CHAIN_START
}

export async function insertChained(trx: Trx, rows: readonly ChainedRow[]): Promise<void> {
  await trx
    .insertInto('auditLog')
    .values(rows.map((row) => ({ ...row, detail: row.detail === null ? null : JSON.stringify(row.detail) })))
    .execute()
}

/** The rows behind `after`, in their order. */
export async function listChain(db: Db, page: { after: number; limit: number }): Promise<ChainedRow[]> {
  return await db
    .selectFrom('auditLog')
    .selectAll()
    .where('seq', '>', page.after)
    .orderBy('seq')
    .limit(page.limit)
    .execute()
}

/** Digests of decisions as they stand now; those that are gone are missing. */
export async function listDigests(db: Db, decisionIds: readonly string[]): Promise<Map<string, Buffer>> {
  const { rows } = await sql<{ id: string; digest: Buffer }>`
    select d.id, ${DIGEST} as digest from decisions d where d.id = any(${decisionIds}::uuid[])
  `.execute(db)
  return new Map(rows.map(({ id, digest }) => [id, digest]))
}

/** Decisions that are to be in the chain by now; and those said to be taken back. */
export async function countDecisions(db: Db): Promise<{ decisions: number; undone: number }> {
  const { rows } = await sql<{ decisions: number; undone: number }>`
    select (select count(*) from decisions) - (select count(*) from audit_inbox where decision_id is not null)
        as decisions,
      (select count(*) from decisions where undone_at is not null)
        - (select count(*) from audit_inbox where verb = 'decision.undo') as undone
  `.execute(db)
  return rows[0] ?? { decisions: 0, undone: 0 }
}

/** Ids of decisions, and whether each waits to be taken into the chain, by id. */
export async function listDecisionIds(
  db: Db,
  page: { after: string; limit: number },
): Promise<{ id: string; isDue: boolean }[]> {
  const { rows } = await sql<{ id: string; isDue: boolean }>`
    select id, exists (select from audit_inbox i where i.decision_id = d.id) as is_due from decisions d
    where id > ${page.after} order by id limit ${page.limit}
  `.execute(db)
  return rows
}

export interface AuditFilter {
  /** null: all, those that concern no site among them. */
  siteIds: readonly SiteId[] | null
  actorId: string | null
  verb: AuditVerb | null
  from: Date | null
  to: Date | null
}

export interface ListedAct {
  seq: number
  at: Date
  verb: AuditVerb
  actorKind: ActorKind
  actorId: string | null
  actorRole: ModeratorRole | null
  /** As the moderator or key is called now; null: there is none any more, or never was. */
  actorName: string | null
  siteId: SiteId | null
  subject: string | null
  detail: Record<string, unknown> | null
  hash: Buffer
}

/** What was done, newest first. Seals of automatic decisions are left out unless they are asked for. */
export async function listActs(
  db: Db,
  { siteIds, actorId, verb, from, to }: AuditFilter,
  page: { before: { at: Date; seq: number } | null; limit: number },
): Promise<ListedAct[]> {
  const conditions = [
    verb === null ? sql`l.verb <> 'decisions.seal'` : sql`l.verb = ${verb}`,
    inSites(sql`l.site_id`, siteIds),
    ...(actorId === null ? [] : [sql`l.actor_id = ${actorId}`]),
    ...(from === null ? [] : [sql`l.at >= ${from}`]),
    ...(to === null ? [] : [sql`l.at < ${to}`]),
    ...(page.before === null ? [] : [sql`(l.at, l.seq) < (${page.before.at}, ${page.before.seq})`]),
  ]
  const { rows } = await sql<ListedAct>`
    select l.seq, l.at, l.verb, l.actor_kind, l.actor_id, l.actor_role, coalesce(m.name, k.name) as actor_name,
      l.site_id, l.subject, l.detail, l.hash
    from audit_log l
    left join moderators m on l.actor_kind = 'moderator' and m.id::text = l.actor_id
    left join api_keys k on l.actor_kind = 'key' and k.id::text = l.actor_id
    where ${sql.join(conditions, sql` and `)}
    order by l.at desc, l.seq desc limit ${page.limit}
  `.execute(db)
  return rows
}
