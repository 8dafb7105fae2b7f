-- The seal over the trail and over every row that never changes. Writers never wait for each other and so never wait for
-- a chain: they leave the number of their transaction in each row, and a job chains, after commit, all rows of
-- transactions that are surely over.
create table audit.seals (
    station_id integer     not null,
    seal_no    bigint      not null,
    sealed_at  timestamptz not null,
    cluster    bigint      not null,
    through    xid8        not null,
    floor      bigint      not null,
    tables     text[]      not null,
    entries    bigint[]    not null,
    keys       text[]      not null,
    digests    bytea[]     not null,
    previous   bytea       not null,
    hash       bytea       not null,
    constraint seals_pk primary key (station_id, seal_no),
    constraint seals_rows check (cardinality(tables) = cardinality(entries) and cardinality(keys) = cardinality(entries)
                             and cardinality(digests) = cardinality(entries)),
    constraint seals_hash check (octet_length(hash) = 32 and octet_length(previous) = 32)
);
create index seals_through on audit.seals (station_id, through);
comment on table audit.seals is 'One link of a station''s chain: a digest of each new row, bound to the link before';
comment on column audit.seals.cluster is 'system_identifier of the server: another one means that the database was restored from a dump';
comment on column audit.seals.through is 'Every row of an earlier transaction of this server is sealed';
comment on column audit.seals.floor is 'Every row up to this number is sealed, whatever its transaction: it came with a dump';
comment on column audit.seals.hash is 'sha256 over the fields, the previous hash and all digests';
call audit.refuse_changes('audit.seals');
call audit.isolate('audit.seals', 'select');

-- Seals every station's committed rows and says which seals it made. A transaction below the oldest one that still runs is
-- over: its rows are visible or do not exist. Transaction numbers of another server mean nothing, so after a restore (and
-- for the first seal) everything is sealed that is in no seal yet, and until that is done nobody writes. The digest of a
-- row is that of its table's name and its JSON, with times in UTC; the verification builds the same text by itself.
create function audit.seal() returns table (station_id integer, seal_no bigint, hash bytea, sealed integer) language plpgsql
    security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
#variable_conflict use_column
declare
    nothing  constant bytea := decode(repeat('00', 32), 'hex');
    here     bigint := (select system_identifier from pg_control_system());
    station  integer;
    last     record;
    moved    boolean;
    start    xid8 := pg_snapshot_xmin(pg_current_snapshot());
    horizon  xid8;
    kept     record;
    found    record;
    known    bigint[];
    moment   timestamptz;
    tables   text[];
    entries  bigint[];
    keys     text[];
    digests  bytea[];
begin
    if start::text = current_setting('mailuo.sealed_through', true) or not pg_try_advisory_xact_lock(761001200) then
        return;
    end if;
    loop
        select min(c.station_id) into station from audit.commands c where c.station_id > coalesce(station, -1);
        exit when station is null;
        select s.seal_no, s.cluster, s.through, s.floor, s.hash into last
        from audit.seals s where s.station_id = station order by s.seal_no desc limit 1;
        moved := last.cluster is distinct from here;
        known := '{}';
        if moved then
            for kept in select k.table_name from audit.kept k order by k.table_name loop
                execute format('lock table %s in share row exclusive mode', kept.table_name);
            end loop;
            known := array(select unnest(s.entries) from audit.seals s where s.station_id = station);
            last.floor := 0;
        end if;
        horizon := pg_snapshot_xmin(pg_current_snapshot());
        tables := '{}';
        entries := '{}';
        keys := '{}';
        digests := '{}';
        for kept in
            select k.table_name,
                   (select string_agg(format('x.%I', c), ', ' order by n) from unnest(k.key) with ordinality u(c, n)) as key,
                   case when k.fixed = '{}' then 'to_json(x)'
                        else (select format('(select to_json(f) from (select %s) f)', string_agg(format('x.%I', c), ', ' order by n))
                              from unnest(k.fixed || '{xid,entry_no}') with ordinality u(c, n)) end as json
            from audit.kept k order by k.table_name
        loop
            execute format($sql$
                select array_agg(f.entry_no order by f.entry_no) as entries, array_agg(f.key order by f.entry_no) as keys,
                       array_agg(f.digest order by f.entry_no) as digests
                from (select x.entry_no, concat_ws('/', %s) as key,
                             sha256(convert_to(%L || ' ' || %s::text, 'UTF8')) as digest
                      from %s x
                      where x.station_id = $1 and x.xid >= $2 and x.xid < $3
                        and x.entry_no > $4 and x.entry_no <> all ($5)) f
                $sql$, kept.key, kept.table_name, kept.json, kept.table_name)
            into found
            using station, case when moved then '0'::xid8 else last.through end,
                  case when moved then '18446744073709551615'::xid8 else horizon end, last.floor, known;
            if found.entries is not null then
                tables := tables || array_fill(kept.table_name, array[cardinality(found.entries)]);
                entries := entries || found.entries;
                keys := keys || found.keys;
                digests := digests || found.digests;
            end if;
        end loop;
        continue when not moved and entries = '{}';

        if moved then
            select coalesce(max(e), 0) into last.floor from unnest(entries || known) e;
        end if;
        moment := clock_timestamp();
        return query
            insert into audit.seals
            select station, coalesce(last.seal_no, 0) + 1, moment, here, horizon, last.floor, tables, entries, keys, digests,
                   coalesce(last.hash, nothing),
                   sha256(convert_to(concat_ws(' ', 'seal', station, coalesce(last.seal_no, 0) + 1,
                              (extract(epoch from moment) * 1000000)::bigint, here, horizon, last.floor,
                              tables::text, entries::text, keys::text), 'UTF8')
                          || coalesce(last.hash, nothing)
                          || coalesce((select string_agg(d, '' order by n) from unnest(digests) with ordinality u(d, n)), ''))
            returning audit.seals.station_id, audit.seals.seal_no, audit.seals.hash, cardinality(audit.seals.entries);
    end loop;
    -- A quiet house is asked once: this session need not look again before somebody has written.
    perform set_config('mailuo.sealed_through', start::text, false);
end $$;
grant execute on function audit.seal() to "${application}";
