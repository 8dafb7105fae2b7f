-- Hard stop 3: a number is of the range that it was given out with.
create function units.guard_number() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from units.number_ranges r
                   where r.station_id = new.station_id and r.range_id = new.range_id
                     and left(new.din, 5) = r.facility and substr(new.din, 6, 2)::integer = r.year
                     and substr(new.din, 8)::integer between r.first_sequence and r.last_sequence) then
        raise exception 'The number is not of its range' using errcode = 'check_violation', constraint = 'numbers_in_range';
    end if;
    return new;
end $$;
create trigger guard_number before insert on units.numbers for each row execute function units.guard_number();

-- RULE X1: no bag is said to live longer than the catalogue lets it. A shorter life is always allowed.
create function units.guard_expiry() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    moment timestamptz := audit.command_at();
begin
    if exists (
        select from new_rows n
        join station.stations s on s.station_id = n.station_id
        left join lateral (
            select min(case l.unit
                when 'HOURS' then date_trunc('minute', b.base) + make_interval(hours => l.amount)
                when 'DAYS' then ((b.base at time zone s.time_zone)::date + l.amount + time '23:59') at time zone s.time_zone
                else (((b.base at time zone s.time_zone)::date + make_interval(years => l.amount))::date + time '23:59')
                     at time zone s.time_zone end) as latest
            from products.shelf_lives l
            cross join lateral (select case l.base when 'COLLECTION' then n.collected_at else moment end as base) b
            where l.product_code = n.product_code and l.preservative in ('ANY', n.anticoagulant)
              and l.bag_system in ('ANY', 'CLOSED')
              and (n.collected_at at time zone s.time_zone)::date between l.effective_from and coalesce(l.effective_to, 'infinity')) x on true
        where x.latest is null or n.expires_at > x.latest) then
        raise exception 'No bag lives longer than the catalogue says' using errcode = 'check_violation', constraint = 'bags_shelf_life';
    end if;
    return null;
end $$;
create trigger guard_expiry after insert on units.bags referencing new table as new_rows
    for each statement execute function units.guard_expiry();

-- Lifting a hold is quality management's, in its own name and at its own time (hard stops 10 and 19); that of an epidemic
-- ends with a call, which collection proves (RULE H2).
create function units.guard_lifts() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform station.require_author(n.station_id, n.lifted_by, 'QUALITY')
    from (select distinct station_id, lifted_by from new_rows where lifted_at is not null and reason <> 'EPIDEMIC') n;
    if exists (select from new_rows n where n.lifted_at is distinct from audit.command_at()) then
        raise exception 'A hold is lifted at the time of the command' using errcode = 'check_violation', constraint = 'holds_lifted_now';
    end if;
    return null;
end $$;
create trigger guard_lifts after update on units.holds referencing new table as new_rows
    for each statement execute function units.guard_lifts();

create function units.guard_new_holds() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from new_rows n where n.lifted_at is not null) then
        raise exception 'A hold is opened before it is lifted' using errcode = 'check_violation', constraint = 'holds_start';
    end if;
    return null;
end $$;
create trigger guard_new_holds after insert on units.holds referencing new table as new_rows
    for each statement execute function units.guard_new_holds();
