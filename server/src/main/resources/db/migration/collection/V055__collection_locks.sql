-- A visit begins open, or ends at once with a refusal, on the station's own day (hard stops 4 and 20).
create function collection.guard_new_visit() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.state not in ('OPEN', 'DEFERRED') or new.decision = 'ALLOWED' then
        raise exception 'A visit begins open' using errcode = 'check_violation', constraint = 'visits_start';
    end if;
    if new.visited_on <> (select (new.opened_at at time zone s.time_zone)::date from station.stations s
                          where s.station_id = new.station_id) then
        raise exception 'A visit is on the day of its station' using errcode = 'check_violation', constraint = 'visits_today';
    end if;
    return new;
end $$;
create trigger guard_new_visit before insert on collection.visits for each row execute function collection.guard_new_visit();

-- Who finds a donor eligible signs with his own name and may examine (hard stops 4 and 19).
create function collection.guard_eligible() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform audit.command_id();
    perform station.require_author(new.station_id, new.decided_by, 'EXAMINE');
    return new;
end $$;
create trigger guard_eligible before update of decision on collection.visits for each row
    when (old.decision is null and new.decision = 'ALLOWED') execute function collection.guard_eligible();

-- Hard stops 1, 2, 4 and 20: nobody is bled without a passed examination of the same day, while deferred, or before the
-- interval of the rule set in force is over, whichever record of the person says so (RULE I4); and nothing is called
-- complete that is not.
create function collection.guard_donation() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    visit   collection.visits;
    book    jsonb;
    lowest  integer;
begin
    perform audit.command_id();
    perform station.require_author(new.station_id, new.collected_by, 'COLLECT');
    select * into visit from collection.visits v where v.station_id = new.station_id and v.visit_id = new.visit_id;
    if visit.state is distinct from 'ELIGIBLE' or visit.visited_on <> new.donated_on then
        raise exception 'No donation without a passed examination' using errcode = 'check_violation', constraint = 'donations_examined';
    end if;
    if new.donated_on <> (select (new.started_at at time zone s.time_zone)::date from station.stations s
                          where s.station_id = new.station_id)
       or new.ended_at > audit.command_at() then
        raise exception 'A donation is of its own day, and over' using errcode = 'check_violation', constraint = 'donations_today';
    end if;
    if exists (select from donors.identities i
               join donors.deferrals d on d.station_id = i.station_id and d.donor_id = i.identity_id
               where i.station_id = new.station_id and i.donor_id = new.donor_id and d.lifted_at is null
                 and d.starts_on <= new.donated_on and (d.ends_on is null or d.ends_on > new.donated_on)
                 and (d.scope = 'ALL' or new.kind = 'APHERESIS_PLATELETS')) then
        raise exception 'The donor is deferred' using errcode = 'check_violation', constraint = 'donations_deferred';
    end if;
    select r.rules into book from collection.rule_sets r
    where r.jurisdiction = 'CN' and new.donated_on between r.effective_from and coalesce(r.effective_to, 'infinity');
    if exists (
        select from donors.identities w
        join collection.donations p on p.station_id = w.station_id and p.donor_id = w.identity_id
        cross join lateral jsonb_to_recordset(book -> 'intervals')
            as i ("from" text, "to" text, months integer, days integer, "approvedDays" integer)
        where w.station_id = new.station_id and w.donor_id = new.donor_id
          and (p.outcome <> 'FAILED' or p.drawn_ml >= (book ->> 'failedCountsFromMl')::integer)
          and i."from" = p.kind and i."to" = new.kind
          and new.donated_on < case
              when i."approvedDays" > 0 and visit.examination -> 'answers' ->> 'matchingApprovedBy' is not null
              then p.donated_on + i."approvedDays"
              else (p.donated_on + make_interval(months => coalesce(i.months, 0)))::date + coalesce(i.days, 0) end) then
        raise exception 'The interval is not over' using errcode = 'check_violation', constraint = 'donations_interval';
    end if;
    lowest := case new.kind
        when 'WHOLE_BLOOD' then ceil(new.nominal_ml * (100 - (book -> 'volumes' ->> 'tolerancePercent')::numeric) / 100)
        else new.doses * (book -> 'volumes' ->> 'doseAtLeast')::integer end;
    if new.outcome = 'COMPLETE' and (new.drawn_ml >= lowest) is not true then
        raise exception 'Less was drawn than a complete donation has' using errcode = 'check_violation', constraint = 'donations_complete';
    end if;
    return new;
end $$;
create trigger guard_donation before insert on collection.donations for each row execute function collection.guard_donation();
