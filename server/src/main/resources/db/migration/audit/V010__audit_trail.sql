-- The trail of every change. Mutable tables are watched by statement triggers with transition tables: nobody can
-- forget to write the trail, plain SQL cannot avoid it, and a batch of a thousand rows costs one more statement.
create schema audit;

create table audit.commands (
    station_id integer     not null,
    command_id uuid        not null,
    name       text        not null,
    at         timestamptz not null,
    actor_id    uuid        not null,
    actor_login text        not null,
    constraint commands_pk primary key (station_id, command_id)
);
comment on table audit.commands is 'Every command that changed something, once: sending it again is refused by the key';

create table audit.trail (
    station_id integer     not null,
    entry_id   bigint      not null generated always as identity,
    at         timestamptz not null,
    actor_id   uuid        not null,
    command_id uuid        not null,
    action     text        not null,
    table_name text        not null,
    row_id     text        not null,
    operation  text        not null,
    before     jsonb,
    after      jsonb,
    reason     text,
    seal       bytea,
    constraint trail_pk primary key (station_id, entry_id),
    constraint trail_operation check (operation in ('INSERT', 'UPDATE', 'DELETE'))
);
create index trail_row on audit.trail (station_id, table_name, row_id);
comment on column audit.trail.seal is 'Place of the hash chain: set by the sealer after commit';

-- The command in force, set by Trail.begin; a change without an author fails closed.
create function audit.command_id() returns uuid language plpgsql stable as $$
declare
    command text := current_setting('mailuo.command', true);
begin
    if command is null or command = '' then
        raise exception 'A change needs an author' using errcode = 'insufficient_privilege';
    end if;
    return command::uuid;
end $$;

create function audit.actor_id() returns uuid language sql stable
    as $$ select current_setting('mailuo.actor')::uuid $$;
create function audit.command_at() returns timestamptz language sql stable
    as $$ select current_setting('mailuo.at')::timestamptz $$;
create function audit.action() returns text language sql stable
    as $$ select current_setting('mailuo.action') $$;
create function audit.reason() returns text language sql stable
    as $$ select nullif(current_setting('mailuo.reason', true), '') $$;

-- A secret column appears as its digest: that it changed is known, what it is stays where it is.
create function audit.shown(j jsonb, secret text) returns jsonb language sql immutable as $$
    select case when secret = '' then j else jsonb_set(j, array[secret], to_jsonb(md5(j ->> secret))) end
$$;

-- "offset 0" keeps each row's JSON from being made once for every place that names it.
create function audit.record() returns trigger language plpgsql as $$
declare
    command  uuid := audit.command_id();
    actor    uuid := audit.actor_id();
    moment   timestamptz := audit.command_at();
    deed     text := audit.action();
    why      text := audit.reason();
    relation text := tg_table_schema || '.' || tg_table_name;
begin
    if tg_op = 'INSERT' then
        insert into audit.trail (station_id, at, actor_id, command_id, action, table_name, row_id, operation, after, reason)
        select n.station_id, moment, actor, command, deed, relation, n.j ->> tg_argv[0], tg_op, n.j, why
        from (select r.station_id, jsonb_strip_nulls(audit.shown(to_jsonb(r), tg_argv[1])) j from new_rows r offset 0) n;
    elsif tg_op = 'UPDATE' then
        insert into audit.trail (station_id, at, actor_id, command_id, action, table_name, row_id, operation, before, after, reason)
        select n.station_id, moment, actor, command, deed, relation, n.id, tg_op, d.before, d.after, why
        from (select r.station_id, audit.shown(to_jsonb(r), tg_argv[1]) j, to_jsonb(r) ->> tg_argv[0] id from new_rows r offset 0) n
        join (select r.station_id, audit.shown(to_jsonb(r), tg_argv[1]) j, to_jsonb(r) ->> tg_argv[0] id from old_rows r offset 0) o
          on o.station_id = n.station_id and o.id = n.id
        cross join lateral (
            select jsonb_object_agg(c.key, o.j -> c.key) before, jsonb_object_agg(c.key, c.value) after
            from jsonb_each(n.j) c where o.j -> c.key is distinct from c.value) d
        where d.after is not null;
    else
        insert into audit.trail (station_id, at, actor_id, command_id, action, table_name, row_id, operation, before, reason)
        select o.station_id, moment, actor, command, deed, relation, o.j ->> tg_argv[0], tg_op, o.j, why
        from (select r.station_id, jsonb_strip_nulls(audit.shown(to_jsonb(r), tg_argv[1])) j from old_rows r offset 0) o;
    end if;
    return null;
end $$;

-- Puts a mutable table under the trail; key names the column that identifies a row within its station, secret one whose
-- value the trail must not repeat.
create procedure audit.watch(relation regclass, key text, secret text default '') language plpgsql as $$
begin
    execute format('create trigger trail_insert after insert on %s referencing new table as new_rows
                    for each statement execute function audit.record(%L, %L)', relation, key, secret);
    execute format('create trigger trail_update after update on %s referencing old table as old_rows new table as new_rows
                    for each statement execute function audit.record(%L, %L)', relation, key, secret);
    execute format('create trigger trail_delete after delete on %s referencing old table as old_rows
                    for each statement execute function audit.record(%L, %L)', relation, key, secret);
end $$;

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% keeps what was written: % is refused', tg_table_schema || '.' || tg_table_name, tg_op
        using errcode = 'insufficient_privilege';
end $$;

-- Makes a table append-only: a correction is a new row (RULE V12).
create procedure audit.append_only(relation regclass) language plpgsql as $$
begin
    execute format('create trigger append_only before update or delete or truncate on %s
                    for each statement execute function audit.refuse_change()', relation);
end $$;

call audit.append_only('audit.commands');
