-- Which donations a cause of the laboratory concerns: those with a result of the run, of a run with the lot, or of a run
-- on the instrument that started within its time.
create index runs_of_lot on testing.runs (station_id, lot);

alter table testing.schemes add column look_back_months smallint not null default 12,
    add constraint schemes_look_back check (look_back_months between 0 and 120);
comment on column testing.schemes.look_back_months is 'How far before a donation that proved an infection earlier ones are looked up (FACTS 9.5)';

create function testing.is_concerned(cause units.causes, run testing.runs) returns boolean language sql immutable set search_path = '' as $$
    select (cause.from_at is null or run.started_at >= cause.from_at) and (cause.until_at is null or run.started_at < cause.until_at)
       and case cause.scope when 'RUN' then run.run_id::text = cause.subject
                            when 'REAGENT_LOT' then run.lot = cause.subject
                            when 'INSTRUMENT' then run.instrument = cause.subject
                            else false end
$$;

create function testing.hold_concerned() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    perform units.hold_bags(new.station_id,
        collection.bags_of(new.station_id, array(
            select distinct t.din
            from testing.runs r
            join testing.results t on t.station_id = r.station_id and t.run_id = r.run_id
            where r.station_id = new.station_id and testing.is_concerned(new, r))),
        new.reason, new.detail, null, new.cause_id);
    return null;
end $$;
create trigger hold_tested after insert on units.causes for each row
    when (new.scope in ('RUN', 'REAGENT_LOT', 'INSTRUMENT')) execute function testing.hold_concerned();

create function testing.hold_tested() returns trigger language plpgsql security definer set search_path = '' as $$
declare
    c record;
begin
    perform units.share_causes(s.station_id) from (select distinct station_id from new_rows) s;
    for c in
        select u.station_id, u.cause_id, u.reason, u.detail, array_agg(distinct n.din) as dins
        from (select distinct station_id, run_id, din from new_rows) n
        join testing.runs r on r.station_id = n.station_id and r.run_id = n.run_id
        join units.causes u on u.station_id = r.station_id and u.closed_at is null
            and u.scope in ('RUN', 'REAGENT_LOT', 'INSTRUMENT') and testing.is_concerned(u, r)
        group by 1, 2, 3, 4 order by 2
    loop
        perform units.hold_bags(c.station_id, collection.bags_of(c.station_id, c.dins), c.reason, c.detail, null, c.cause_id);
    end loop;
    return null;
end $$;
create trigger hold_tested after insert on testing.results referencing new table as new_rows
    for each statement execute function testing.hold_tested();
