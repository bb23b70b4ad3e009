import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table decision_batch_items
      drop constraint decision_batch_items_state_check,
      add constraint decision_batch_items_state_check check (
        state in ('waiting', 'decided', 'unchanged', 'conflict', 'claimed', 'not-allowed', 'undone', 'kept')
      );
    -- Which status a comment had in the revision that was left alone: it has it still, or its decisions say so. After one
    -- that was taken back, and where there was none yet, it is the next that says what it found.
    update decision_batch_items i set state = 'unchanged'
      from decision_batches b
      join (values
        ('approve', 'approved'), ('hold', 'held'), ('reject', 'rejected'), ('markSpam', 'spam'), ('delete', 'deleted')
      ) leads (action, status) on leads.action = b.action
      where i.state = 'not-allowed' and b.id = i.batch_id and (
        exists (
          select from comments c where c.id = i.comment_id and c.revision = i.revision and c.status = leads.status
        )
        or exists (
          select from decisions d where d.comment_id = i.comment_id and (
            (d.revision = i.revision and d.to_status = leads.status)
            or (d.revision = i.revision + 1 and d.from_status = leads.status)
          )
        )
      )
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    update decision_batch_items set state = 'not-allowed' where state = 'unchanged';
    alter table decision_batch_items
      drop constraint decision_batch_items_state_check,
      add constraint decision_batch_items_state_check check (
        state in ('waiting', 'decided', 'conflict', 'claimed', 'not-allowed', 'undone', 'kept')
      )
  `.execute(db)
}
