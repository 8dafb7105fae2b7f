-- What the results prove by themselves, whatever anybody concluded (RULE L1 to L3, G1 to G4, G6, REL 4 to 6).

-- RULE G2: determinations that disagree are settled only by two later ones that agree and were entered by two persons.
create function testing.settled(readings text[], persons uuid[]) returns text language sql immutable as $$
    select case
        when readings[n] = all (readings) then readings[n]
        when readings[n] = readings[n - 1] and persons[n] <> persons[n - 1] then readings[n] end
    from (select cardinality(readings) as n) last
$$;

-- RULE G1: the truth table; RULE G4: weak D counts as positive, and negative needs the antiglobulin test (RULE G6).
create function testing.group_of(forward text, reverse text, rhd text, confirmed text) returns text language sql immutable as $$
    select case when forward not like '%H-' and reverse not like '%O+' then
        case left(forward, 4) || ' ' || left(reverse, 4)
            when 'A+B- A-B+' then 'A' when 'A-B+ A+B-' then 'B' when 'A+B+ A-B-' then 'AB' when 'A-B- A+B+' then 'O' end
        || case when rhd = 'POSITIVE' then '+'
                when rhd = 'NEGATIVE' then case confirmed when 'IAT_POSITIVE' then '+' when 'IAT_NEGATIVE' then '-' end end end
$$;

-- The donations among these that are fit beyond doubt, with the group that their own results and all history agree on.
-- "offset 0" keeps the search by donation, whatever the statistics say: a wrong guess costs a second a plate.
create function testing.proof(of_station integer, of_dins text[])
    returns table (din text, blood_group text, seen bigint) language plpgsql stable
    security definer set search_path = pg_catalog as $$
begin
    return query
    with sample as materialized (
        select s.din, d.donor_id, m.markers, m.repeat_policy = 'DUPLICATE' as repeats, m.alt_limit
        from (select distinct x.din from unnest(of_dins) as x (din)) w
        cross join lateral (select * from testing.samples x where x.station_id = of_station and x.din = w.din offset 0) s
        cross join lateral (select * from collection.donations x where x.station_id = of_station and x.din = w.din offset 0) d
        join testing.schemes m on m.jurisdiction = 'CN'
            and d.donated_on between m.effective_from and coalesce(m.effective_to, 'infinity')),
    attempt as materialized (
        select s.din, s.repeats, s.alt_limit, t.*, r.state, r.manufacturer
        from sample s
        cross join lateral (
            select x.marker, x.attempt, x.outcome, x.value, x.entered_by, x.run_id,
                   exists (select from testing.results y
                           where y.station_id = of_station and y.din = s.din and y.marker = x.marker
                             and y.corrects = x.attempt) as corrected
            from testing.results x where x.station_id = of_station and x.din = s.din offset 0) t
        cross join lateral (
            select x.state, x.manufacturer from testing.runs x
            where x.station_id = of_station and x.run_id = t.run_id offset 0) r),
    marker as (
        select a.din, a.marker, a.repeats, count(*) as n, bool_and(a.state = 'VALID') as reviewed,
               count(*) filter (where a.outcome in ('REACTIVE', 'GREY')) as reactive,
               (array_agg(a.outcome order by a.attempt))[1] in ('REACTIVE', 'GREY') as reactive_first,
               bool_and(a.value is not null and a.value <= a.alt_limit) as within,
               array_agg(lower(regexp_replace(btrim(a.manufacturer), '\s+', ' ', 'g')))
                   filter (where a.marker in ('TP_1', 'TP_2')) as makers,
               testing.settled(
                   array_agg(a.outcome order by a.attempt) filter (where a.outcome !~ '[?]|IAT'),
                   array_agg(a.entered_by order by a.attempt) filter (where a.outcome !~ '[?]|IAT')) as reading,
               testing.settled(
                   array_agg(a.outcome order by a.attempt) filter (where a.outcome ~ 'IAT'),
                   array_agg(a.entered_by order by a.attempt) filter (where a.outcome ~ 'IAT')) as confirmed
        from attempt a
        where not a.corrected and a.state <> 'INVALID' and a.outcome <> 'INVALID'
        group by a.din, a.marker, a.repeats),
    donation as (
        select m.din,
               array_agg(m.marker) filter (where m.reviewed and case
                   when m.marker in ('HBSAG', 'ANTI_HCV', 'HIV_AGAB', 'TP_1', 'TP_2') then
                       m.reactive = 0 or (m.repeats and m.reactive = 1 and m.reactive_first and m.n >= 3)
                   when m.marker in ('HBV_DNA', 'HCV_RNA', 'HIV_RNA') then m.reactive = 0
                   when m.marker = 'ALT' then m.within
                   when m.marker = 'RHD' then m.reading = 'POSITIVE' or (m.reading = 'NEGATIVE' and m.confirmed is not null)
                   else m.reading is not null end) as clear,
               testing.group_of(
                   max(m.reading) filter (where m.marker = 'ABO_FORWARD'), max(m.reading) filter (where m.marker = 'ABO_REVERSE'),
                   max(m.reading) filter (where m.marker = 'RHD'), max(m.confirmed) filter (where m.marker = 'RHD')) as found,
               coalesce(max(m.makers) filter (where m.marker = 'TP_1') && max(m.makers) filter (where m.marker = 'TP_2'), false)
                   as one_maker
        from marker m
        group by m.din)
    select s.din, d.found, (select count(*) from attempt a where a.din = s.din)
    from sample s
    join donation d on d.din = s.din
    where s.markers <@ d.clear and not d.one_maker and d.found is not null
      and not exists (select from donors.blood_groups b
                      where b.station_id = of_station and b.donor_id = s.donor_id and b.blood_group <> d.found);
end $$;

-- Fit is what the results prove, and nothing else: not pending, not one marker short, not of another group (hard stop 15).
create function testing.guard_conclusions() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform audit.command_id();
    perform station.require_author(n.station_id, n.concluded_by, 'REVIEW')
    from (select distinct station_id, concluded_by from new_rows) n;
    if exists (
        with proof as materialized (
            select w.station_id, p.*
            from (select station_id, array_agg(din) as dins from new_rows where fitness = 'FIT' group by station_id) w
            cross join lateral testing.proof(w.station_id, w.dins) p)
        select from new_rows c
        left join proof p on p.station_id = c.station_id and p.din = c.din
        where c.fitness = 'FIT' and (p.blood_group is distinct from c.blood_group or p.seen <> c.seen_results)) then
        raise exception 'Fit needs a good and valid result for every marker' using errcode = 'check_violation', constraint = 'conclusions_proof';
    end if;
    update testing.samples s set fitness = c.fitness
    from (select distinct on (station_id, din) station_id, din, fitness from new_rows order by station_id, din, revision desc) c
    where s.station_id = c.station_id and s.din = c.din and s.fitness <> c.fitness;
    return null;
end $$;
create trigger guard_conclusions after insert on testing.conclusions referencing new table as new_rows
    for each statement execute function testing.guard_conclusions();

-- What a sample is does not change; its fitness is that of the conclusion in force, whoever writes it.
create function testing.guard_sample() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform audit.command_id();
    if tg_op = 'INSERT' then
        if new.fitness <> 'PENDING' then
            raise exception 'A sample arrives without a conclusion' using errcode = 'check_violation', constraint = 'samples_start';
        end if;
    elsif (to_jsonb(new) - 'fitness') <> (to_jsonb(old) - 'fitness')
       or new.fitness is distinct from (select c.fitness from testing.conclusions c
                                        where c.station_id = new.station_id and c.din = new.din
                                        order by c.revision desc limit 1) then
        raise exception 'What a sample is does not change' using errcode = 'check_violation', constraint = 'samples_fixed';
    end if;
    return new;
end $$;
create trigger guard_sample before insert or update on testing.samples for each row execute function testing.guard_sample();

-- A result enters an open run that measures its marker, in its author's name and at its time (hard stops 7 and 19). A
-- correction stays within the run that it corrects: what was reviewed is never taken back (hard stop 9).
create function testing.guard_results() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform audit.command_id();
    perform station.require_author(n.station_id, n.entered_by, 'TEST')
    from (select distinct station_id, entered_by from new_rows) n;
    if exists (select from new_rows n
               join testing.runs r on r.station_id = n.station_id and r.run_id = n.run_id
               where r.state <> 'RUNNING' or n.marker <> all (r.markers)) then
        raise exception 'A result enters an open run that measures its marker' using errcode = 'check_violation', constraint = 'results_open_run';
    end if;
    if exists (select from new_rows n
               join testing.results c on c.station_id = n.station_id and c.din = n.din and c.marker = n.marker and c.attempt = n.corrects
               where c.run_id <> n.run_id) then
        raise exception 'A correction stays within its run' using errcode = 'check_violation', constraint = 'results_corrected_in_run';
    end if;
    return null;
end $$;
create trigger guard_results after insert on testing.results referencing new table as new_rows
    for each statement execute function testing.guard_results();

-- A run is opened by who runs it, on the station's day, with a lot that is in date (hard stops 5, 19 and 20); it is
-- reviewed by another person who may.
create function testing.guard_runs() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if tg_op = 'INSERT' then
        perform station.require_author(n.station_id, n.operator, 'TEST') from new_rows n;
        if exists (select from new_rows n join station.stations s on s.station_id = n.station_id
                   where n.started_at <> audit.command_at() or n.started_on <> (n.started_at at time zone s.time_zone)::date) then
            raise exception 'A run starts now, on the day of the station' using errcode = 'check_violation', constraint = 'runs_today';
        end if;
        if exists (select from new_rows n where n.lot_expires < n.started_on) then
            raise exception 'The lot has expired' using errcode = 'check_violation', constraint = 'runs_lot';
        end if;
    else
        perform station.require_author(n.station_id, n.reviewed_by, 'REVIEW')
        from (select distinct station_id, reviewed_by from new_rows) n;
    end if;
    return null;
end $$;
create trigger guard_opened after insert on testing.runs referencing new table as new_rows
    for each statement execute function testing.guard_runs();
create trigger guard_reviewed after update on testing.runs referencing new table as new_rows
    for each statement execute function testing.guard_runs();
