-- The trail of every change. Mutable tables are watched by statement triggers with transition tables: nobody can
-- forget to write the trail, plain SQL cannot avoid it, and a batch of a thousand rows costs one more statement.
create schema audit;

-- The application signs in as a role that owns nothing: it may do what these files grant to it, and nothing else
-- (decision 0012). Trigger functions need no right to be run by it, so none has one.
alter default privileges revoke execute on routines from public;
do $$ begin
    execute format('revoke temporary on database %I from public', current_database());
end $$;

create procedure audit.grant_rights(relation regclass, rights text) language plpgsql as $$
begin
    execute format('grant usage on schema %s to %I',
        (select relnamespace::regnamespace from pg_class where oid = relation), '${application}');
    execute format('grant %s on %s to %I', rights, relation, '${application}');
end $$;

-- Gives the application rights on a table, on the rows of the station that it works for (database.StationScope). While
-- it works for none there are no rows.
create procedure audit.isolate(relation regclass, rights text) language plpgsql as $$
begin
    execute format('alter table %s enable row level security', relation);
    execute format('create policy station on %s
                    using (station_id = (select nullif(current_setting(''mailuo.station'', true), '''')::integer))', relation);
    call audit.grant_rights(relation, rights);
end $$;

-- Reference data, the same for every station: migrations write it, the application reads it.
create procedure audit.reference(relation regclass) language plpgsql as $$
begin
    call audit.grant_rights(relation, 'select');
end $$;

-- Every row that is sealed has a number of its own over all tables (V012).
create sequence audit.entries;
grant usage on schema audit to "${application}";
grant usage on sequence audit.entries to "${application}";

create table audit.commands (
    station_id integer     not null,
    command_id uuid        not null,
    name       text        not null,
    at         timestamptz not null,
    actor_id    uuid        not null,
    actor_login text        not null,
    origin      text        not null,
    constraint commands_pk primary key (station_id, command_id),
    constraint commands_origin check (length(origin) between 1 and 64)
);
comment on table audit.commands is 'Every command that changed something, once: sending it again is refused by the key';
comment on column audit.commands.origin is 'From where: the remote address of the request, or job, command line, simulator';

create table audit.trail (
    station_id integer     not null,
    entry_no   bigint      not null default nextval('audit.entries'),
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
    constraint trail_pk primary key (station_id, entry_no),
    constraint trail_operation check (operation in ('INSERT', 'UPDATE', 'DELETE'))
);
create index trail_row on audit.trail (station_id, table_name, row_id);

-- The command in force, set by Trail.begin; a change without an author fails closed. What the session says of author,
-- time and action must be what stands in the command's row, and the row must be of this very transaction.
create function audit.command_id() returns uuid language plpgsql stable as $$
declare
    command text := current_setting('mailuo.command', true);
begin
    if command is null or command = '' then
        raise exception 'A change needs an author' using errcode = 'insufficient_privilege';
    end if;
    if not exists (select from audit.commands c
                   where c.station_id = current_setting('mailuo.station')::integer and c.command_id = command::uuid
                     and c.xid = pg_current_xact_id() and c.actor_id = current_setting('mailuo.actor')::uuid
                     and c.at = current_setting('mailuo.at')::timestamptz and c.name = current_setting('mailuo.action')) then
        raise exception 'A change needs an author of its own transaction'
            using errcode = 'insufficient_privilege', constraint = 'commands_own';
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
grant execute on function audit.command_id(), audit.actor_id(), audit.command_at(), audit.action(), audit.reason()
    to "${application}";

-- Secret columns appear as their digest: that they changed is known, what they are stays where it is.
create function audit.shown(j jsonb, secrets text) returns jsonb language sql immutable as $$
    select case when secrets = '' then j else j || (
        select coalesce(jsonb_object_agg(c, encode(sha256(convert_to(j ->> c, 'UTF8')), 'hex')), '{}')
        from unnest(string_to_array(secrets, ',')) c where j ->> c is not null) end
$$;

-- Runs as its owner: the application may not write the trail. Times are written in UTC, whatever the session shows: the
-- same value is the same text. "offset 0" keeps each row's JSON from being made once for every place that names it.
create function audit.record() returns trigger language plpgsql security definer
    set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
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

-- Puts a mutable table under the trail; key names the column that identifies a row within its station, secrets those, with
-- commas between, whose values the trail must not repeat, rights what the application may do: best to name the columns
-- that change.
create procedure audit.watch(relation regclass, key text, secrets text default '', rights text default 'select, insert, update')
language plpgsql as $$
begin
    call audit.isolate(relation, rights);
    execute format('create trigger trail_insert after insert on %s referencing new table as new_rows
                    for each statement execute function audit.record(%L, %L)', relation, key, secrets);
    execute format('create trigger trail_update after update on %s referencing old table as old_rows new table as new_rows
                    for each statement execute function audit.record(%L, %L)', relation, key, secrets);
    execute format('create trigger trail_delete after delete on %s referencing old table as old_rows
                    for each statement execute function audit.record(%L, %L)', relation, key, secrets);
end $$;

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% keeps what was written: % is refused', tg_table_schema || '.' || tg_table_name, tg_op
        using errcode = 'insufficient_privilege';
end $$;

create procedure audit.refuse_changes(relation regclass) language plpgsql as $$
begin
    execute format('create trigger append_only before update or delete or truncate on %s
                    for each statement execute function audit.refuse_change()', relation);
end $$;

create table audit.kept (
    table_name text   not null,
    key        text[] not null,
    fixed      text[] not null,
    constraint kept_pk primary key (table_name)
);
call audit.reference('audit.kept');
comment on table audit.kept is 'The tables whose rows are sealed: all columns, or those that never change';

-- Has each row of a table sealed after commit (V012), at no more cost to the writer than two numbers: that of the
-- transaction, by which the sealer finds what is new, and that of the row.
create procedure audit.keep(relation regclass, fixed text[] default '{}', key text[] default null) language plpgsql as $$
declare
    name text := (select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                  where c.oid = relation);
begin
    execute format('alter table %s add column xid xid8 not null default pg_current_xact_id(),
                                   add column if not exists entry_no bigint not null default nextval(''audit.entries'')', relation);
    execute format('create index %I on %s (station_id, xid)', split_part(name, '.', 2) || '_fresh', relation);
    insert into audit.kept (table_name, fixed, key)
    select name, fixed, coalesce(key, array(
               select a.attname from pg_index i cross join unnest(i.indkey) with ordinality k(attnum, n)
               join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
               where i.indrelid = relation and i.indisprimary and a.attname <> 'station_id' order by k.n));
end $$;

-- Makes a table append-only: a correction is a new row (RULE V12). The application has no right to do else, and the
-- trigger says it to the owner too.
create procedure audit.append_only(relation regclass, rights text default 'select, insert') language plpgsql as $$
begin
    call audit.isolate(relation, rights);
    call audit.refuse_changes(relation);
    call audit.keep(relation);
end $$;

call audit.append_only('audit.commands');
call audit.refuse_changes('audit.trail');
call audit.isolate('audit.trail', 'select');
call audit.keep('audit.trail', key => '{entry_no,table_name,row_id}');
