-- The seal over the trail. Writers never wait for each other and so never wait for a chain: they leave the number of
-- their transaction in each row, and a job chains, after commit, all rows of transactions that are surely over.
create table audit.seals (
    station_id      integer     not null,
    seal_no         bigint      not null,
    sealed_at       timestamptz not null,
    cluster         bigint      not null,
    through         xid8        not null,
    entry_floor     bigint      not null,
    command_floor   bigint      not null,
    entries         bigint[]    not null,
    entry_digests   bytea[]     not null,
    commands        bigint[]    not null,
    command_digests bytea[]     not null,
    previous        bytea       not null,
    hash            bytea       not null,
    constraint seals_pk primary key (station_id, seal_no),
    constraint seals_digests check (cardinality(entries) = cardinality(entry_digests)
                                and cardinality(commands) = cardinality(command_digests)),
    constraint seals_hash check (octet_length(hash) = 32 and octet_length(previous) = 32)
);
comment on table audit.seals is 'One link of a station''s chain: a digest of each row of the trail and of each command, bound to the link before';
comment on column audit.seals.cluster is 'system_identifier of the server: another one means that the database was restored from a dump';
comment on column audit.seals.through is 'Every row of an earlier transaction of this server is sealed';
comment on column audit.seals.entry_floor is 'Every row up to this one is sealed, whatever its transaction: it came with a dump';
comment on column audit.seals.hash is 'sha256 over the fields, the previous hash and all digests';
call audit.refuse_changes('audit.seals');
call audit.isolate('audit.seals', 'select');

-- What a digest is taken of. The verification builds the same texts by itself and trusts neither of these functions.
create function audit.text_of(t audit.trail) returns text language sql stable as $$
    select t.entry_id::text || ' ' || jsonb_build_array(t.station_id, t.xid, t.at, t.actor_id, t.command_id, t.action,
                                                        t.table_name, t.row_id, t.operation, t.before, t.after, t.reason)::text
$$;
create function audit.text_of(c audit.commands) returns text language sql stable as $$
    select c.number::text || ' ' || jsonb_build_array(c.station_id, c.xid, c.command_id, c.name, c.at, c.actor_id,
                                                      c.actor_login, c.origin)::text
$$;

-- Seals every station's committed rows and says which seals it made. A transaction below the oldest one that still runs is
-- over: its rows are visible or do not exist. Transaction numbers of another server mean nothing, so after a restore (and
-- for the first seal) everything is sealed that is in no seal yet, and until that is done nobody writes.
create function audit.seal() returns table (station_id integer, seal_no bigint, hash bytea, sealed integer) language plpgsql
    security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
#variable_conflict use_column
declare
    here             bigint := (select system_identifier from pg_control_system());
    station          integer;
    last             record;
    moved            boolean;
    low              xid8;
    high             xid8;
    horizon          xid8;
    moment           timestamptz;
    known_entries    bigint[];
    known_commands   bigint[];
    fresh_entries    bigint[];
    fresh_commands   bigint[];
    digests_entries  bytea[];
    digests_commands bytea[];
begin
    if not pg_try_advisory_xact_lock(761001200) then
        return;
    end if;
    loop
        select min(t.station_id) into station from audit.trail t where t.station_id > coalesce(station, -1);
        exit when station is null;
        select s.seal_no, s.cluster, s.through, s.entry_floor, s.command_floor, s.hash into last
        from audit.seals s where s.station_id = station order by s.seal_no desc limit 1;
        moved := last.cluster is distinct from here;
        known_entries := '{}';
        known_commands := '{}';
        if moved then
            lock table audit.commands, audit.trail in share row exclusive mode;
            known_entries := array(select unnest(s.entries) from audit.seals s where s.station_id = station);
            known_commands := array(select unnest(s.commands) from audit.seals s where s.station_id = station);
            last.entry_floor := 0;
            last.command_floor := 0;
        end if;
        horizon := pg_snapshot_xmin(pg_current_snapshot());
        low := case when moved then '0'::xid8 else last.through end;
        high := case when moved then '18446744073709551615'::xid8 else horizon end;

        select array_agg(f.entry_id order by f.entry_id), array_agg(f.digest order by f.entry_id)
        into fresh_entries, digests_entries
        from (select t.entry_id, sha256(convert_to(audit.text_of(t), 'UTF8')) digest from audit.trail t
              where t.station_id = station and t.xid >= low and t.xid < high
                and t.entry_id > last.entry_floor and t.entry_id <> all (known_entries)) f;
        select array_agg(f.number order by f.number), array_agg(f.digest order by f.number)
        into fresh_commands, digests_commands
        from (select c.number, sha256(convert_to(audit.text_of(c), 'UTF8')) digest from audit.commands c
              where c.station_id = station and c.xid >= low and c.xid < high
                and c.number > last.command_floor and c.number <> all (known_commands)) f;
        continue when not moved and fresh_entries is null and fresh_commands is null;

        if moved then
            last.entry_floor := greatest((select max(t.entry_id) from audit.trail t where t.station_id = station), 0);
            last.command_floor := greatest((select max(c.number) from audit.commands c where c.station_id = station), 0);
        end if;
        moment := clock_timestamp();
        return query
            insert into audit.seals
            select station, coalesce(last.seal_no, 0) + 1, moment, here, horizon, last.entry_floor, last.command_floor,
                   coalesce(fresh_entries, '{}'), coalesce(digests_entries, '{}'),
                   coalesce(fresh_commands, '{}'), coalesce(digests_commands, '{}'),
                   p.previous,
                   sha256(convert_to(concat_ws(' ', 'seal', station, coalesce(last.seal_no, 0) + 1,
                              (extract(epoch from moment) * 1000000)::bigint, here, horizon, last.entry_floor, last.command_floor,
                              array_to_string(coalesce(fresh_entries, '{}'), ','),
                              array_to_string(coalesce(fresh_commands, '{}'), ',')), 'UTF8')
                          || p.previous
                          || coalesce((select string_agg(d, '' order by n) from unnest(digests_entries) with ordinality u(d, n)), '')
                          || coalesce((select string_agg(d, '' order by n) from unnest(digests_commands) with ordinality u(d, n)), ''))
            from (select coalesce(last.hash, decode(repeat('00', 32), 'hex')) previous) p
            returning audit.seals.station_id, audit.seals.seal_no, audit.seals.hash,
                      cardinality(audit.seals.entries) + cardinality(audit.seals.commands);
    end loop;
end $$;
grant execute on function audit.seal() to "${application}";
