import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- What was done, in the transaction that did it. One process at a time takes it from here into the chain.
    create table audit_inbox (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      verb text not null,
      actor_kind text not null check (actor_kind in ('moderator', 'key', 'operator', 'service')),
      actor_id text,
      actor_role text,
      site_id text,
      subject text,
      detail jsonb,
      decision_id uuid
    );

    create table audit_log (
      seq bigint primary key,
      at timestamptz not null,
      verb text not null,
      actor_kind text not null,
      actor_id text,
      actor_role text,
      site_id text,
      subject text,
      detail jsonb,
      detail_hash bytea not null,
      -- 16 bytes of a decision's id and 32 of its digest, again and again.
      members bytea,
      previous_hash bytea not null,
      hash bytea not null
    );
    -- What people did; the seals of automatic decisions, which are many, are left out.
    create index audit_log_acts on audit_log (at desc, seq desc) where verb <> 'decisions.seal';
    create index audit_log_site on audit_log (site_id, at desc, seq desc) where verb <> 'decisions.seal';
    create index audit_log_actor on audit_log (actor_id, at desc, seq desc) where verb <> 'decisions.seal';
    create index audit_log_verb on audit_log (verb, at desc, seq desc);
    create index audit_log_age on audit_log (at) where detail is not null;

    create function guard_audit_log() returns trigger language plpgsql as $$
    begin
      -- Its hash stays, so that the chain holds without the detail.
      if tg_op = 'UPDATE' then
        if new.detail is null and to_jsonb(new) - 'detail' = to_jsonb(old) - 'detail' then
          return new;
        end if;
      end if;
      raise exception 'the audit log is only ever added to' using errcode = 'restrict_violation';
    end $$;
    create trigger audit_log_guard before update or delete on audit_log
      for each row execute function guard_audit_log();
    create trigger audit_log_guard_all before truncate on audit_log
      for each statement execute function guard_audit_log();

    create function guard_decisions() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' then
        if old.undone_at is null
          and to_jsonb(new) - '{undone_at,undone_by}'::text[] = to_jsonb(old) - '{undone_at,undone_by}'::text[]
        then
          return new;
        end if;
      end if;
      raise exception 'decisions are only ever added' using errcode = 'restrict_violation';
    end $$;
    create trigger decisions_guard before update or delete on decisions
      for each row execute function guard_decisions();

    -- Whoever writes a decision, the release before this one included: it is in the chain.
    create function note_decisions() returns trigger language plpgsql as $$
    begin
      insert into audit_inbox (at, verb, actor_kind, actor_id, actor_role, site_id, subject, detail, decision_id)
      select fresh.decided_at, 'decisions.seal', 'service', null, null, null, null, null, fresh.id
      from fresh where decided_by <> 'moderator'
      union all
      select fresh.decided_at, 'comment.decide', case when k.id is null then 'moderator' else 'key' end,
        fresh.decider_id, coalesce(m.role, k.role), fresh.site_id, fresh.comment_id::text,
        jsonb_build_object('decision', fresh.id, 'action', fresh.action, 'from', fresh.from_status,
          'to', fresh.to_status, 'reason', fresh.reason),
        fresh.id
      from fresh
      left join moderators m on m.id::text = fresh.decider_id
      left join api_keys k on k.id::text = fresh.decider_id
      where fresh.decided_by = 'moderator';
      return null;
    end $$;
    create trigger decisions_note after insert on decisions
      referencing new table as fresh for each statement execute function note_decisions();

    create function note_undone() returns trigger language plpgsql as $$
    begin
      insert into audit_inbox (at, verb, actor_kind, actor_id, actor_role, site_id, subject, detail)
      select new.undone_at, 'decision.undo',
        case when exists (select from api_keys where id::text = new.decider_id) then 'key' else 'moderator' end,
        new.decider_id,
        coalesce(
          (select role from moderators where id::text = new.decider_id),
          (select role from api_keys where id::text = new.decider_id)
        ),
        new.site_id, new.comment_id::text, jsonb_build_object('decision', new.id, 'action', new.action);
      return null;
    end $$;
    create trigger decisions_undone after update on decisions
      for each row when (old.undone_at is null and new.undone_at is not null) execute function note_undone();

    -- What was decided before there was a chain begins it.
    insert into audit_inbox (at, verb, actor_kind, actor_id, site_id, subject, detail, decision_id)
      select decided_at,
        case when decided_by = 'moderator' then 'comment.decide' else 'decisions.seal' end,
        case when decided_by = 'moderator' then 'moderator' else 'service' end,
        case when decided_by = 'moderator' then decider_id end,
        case when decided_by = 'moderator' then site_id end,
        case when decided_by = 'moderator' then comment_id::text end,
        case when decided_by = 'moderator' then jsonb_build_object('decision', id, 'action', action,
          'from', from_status, 'to', to_status, 'reason', reason) end,
        id
      from decisions order by id;
    insert into audit_inbox (at, verb, actor_kind, actor_id, site_id, subject, detail)
      select undone_at, 'decision.undo', 'moderator', decider_id, site_id, comment_id::text,
        jsonb_build_object('decision', id, 'action', action)
      from decisions where undone_at is not null order by id;
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger decisions_undone on decisions;
    drop trigger decisions_note on decisions;
    drop trigger decisions_guard on decisions;
    drop table audit_log, audit_inbox;
    drop function note_undone, note_decisions, guard_decisions, guard_audit_log
  `.execute(db)
}
