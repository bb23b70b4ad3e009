import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table invitations add column maker_id uuid;
    alter table api_keys add column maker_id uuid;
    -- Of those that are there already, the audit log knows who made them.
    update invitations set maker_id = l.actor_id::uuid from audit_log l
      where l.verb = 'invitation.create' and l.subject = invitations.id::text;
    update api_keys set maker_id = l.actor_id::uuid from audit_log l
      where l.verb = 'key.create' and l.subject = api_keys.id::text
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table api_keys drop column maker_id;
    alter table invitations drop column maker_id
  `.execute(db)
}
