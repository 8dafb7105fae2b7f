-- What a hold does outside the store: reserved bags leave their order, and bags that have left the station are recalled.
-- Both by the holds themselves, whoever opened them.
create table distribution.recalls (
    station_id   integer     not null,
    cause_id     uuid        not null,
    bag_id       uuid        not null,
    hospital_id  uuid,
    listed_at    timestamptz not null,
    was          text        not null,
    confirmed_at timestamptz,
    confirmed_by uuid,
    channel      text,
    settled_at   timestamptz,
    settled_by   uuid,
    settlement   text,
    constraint recalls_pk primary key (station_id, cause_id, bag_id),
    constraint recalls_cause foreign key (station_id, cause_id) references units.causes,
    constraint recalls_bag foreign key (station_id, bag_id) references units.bags,
    constraint recalls_hospital foreign key (station_id, hospital_id) references hospitals.hospitals,
    constraint recalls_was check (was in ('ISSUED', 'RECEIVED', 'TRANSFUSED', 'TRANSFERRED')),
    constraint recalls_channel check (channel in ('PORTAL', 'PHONE')),
    constraint recalls_confirmed check ((confirmed_at is null) = (confirmed_by is null) and (confirmed_at is null) = (channel is null)),
    constraint recalls_settled check ((settled_at is null) = (settled_by is null) and (settled_at is null) = (settlement is null))
);
comment on table distribution.recalls is 'Every bag outside the station that a cause concerns (RULE RC2); the trigger lists them, nobody takes one off';
comment on column distribution.recalls.was is 'Status of the bag when it was listed';
comment on column distribution.recalls.settlement is 'What became of a bag for which no hospital reports a fate, in words';
create index recalls_of_hospital on distribution.recalls (station_id, hospital_id, listed_at);

create table distribution.withdrawals (
    station_id integer     not null,
    bag_id     uuid        not null,
    order_id   uuid        not null,
    line_no    smallint    not null,
    reason     text        not null,
    taken_at   timestamptz not null,
    taken_by   uuid        not null,
    command_id uuid        not null,
    constraint withdrawals_pk primary key (station_id, order_id, bag_id, command_id),
    constraint withdrawals_line foreign key (station_id, order_id, line_no) references distribution.order_lines,
    constraint withdrawals_bag foreign key (station_id, bag_id) references units.bags
);
comment on table distribution.withdrawals is 'Reserved bags that a hold took from their order; the clerk finds a replacement';

-- The state of an order follows from its bags; this is the only place that says how.
create function distribution.refresh_orders(station integer, orders uuid[]) returns void language sql set search_path = '' as $$
    update distribution.orders o set state = s.state
    from (
        select c.order_id, case
            when c.declined and c.issued = 0 then 'REJECTED'
            when c.declined or c.issued = c.quantity then
                case when c.fated = c.issued then 'CLOSED'
                     when c.received = c.issued then 'RECEIVED'
                     else 'ISSUED' end
            when c.issued + c.allocated >= c.quantity then 'ALLOCATED'
            when c.issued + c.allocated > 0 then 'PARTLY'
            else 'SUBMITTED' end as state
        from (
            select x.order_id, x.declined_at is not null as declined,
                (select sum(quantity) from distribution.order_lines l
                 where l.station_id = x.station_id and l.order_id = x.order_id) as quantity,
                (select count(*) from distribution.allocations a
                 where a.station_id = x.station_id and a.order_id = x.order_id) as allocated,
                i.issued, i.received, i.fated
            from distribution.orders x
            cross join lateral (
                select count(*) as issued, count(f.bag_id) as fated,
                       count(*) filter (where r.bag_id is not null or f.bag_id is not null) as received
                from distribution.issues i
                left join distribution.receipts r on r.station_id = i.station_id and r.bag_id = i.bag_id
                left join distribution.fates f on f.station_id = i.station_id and f.bag_id = i.bag_id
                where i.station_id = x.station_id and i.order_id = x.order_id) i
            where x.station_id = station and x.order_id = any (orders)) c) s
    where o.station_id = station and o.order_id = s.order_id and o.state <> s.state
$$;

-- Orders are locked before bags everywhere. Triggers fire by name: "a_" comes before the one of the ledger that locks bags.
create function distribution.lock_orders() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if not exists (select from new_rows) then
        return null;
    end if;
    perform from distribution.orders o
    where (o.station_id, o.order_id) in (
        select a.station_id, a.order_id from distribution.allocations a
        join new_rows n on n.station_id = a.station_id and n.bag_id = a.bag_id)
    order by o.station_id, o.order_id for no key update;
    return null;
end $$;
create trigger a_lock_orders after insert on units.holds referencing new table as new_rows
    for each statement execute function distribution.lock_orders();

create function distribution.withdraw() returns trigger language plpgsql security definer set search_path = '' as $$
declare
    o record;
begin
    if not exists (select from new_rows) then
        return null;
    end if;
    for o in
        with taken as (
            delete from distribution.allocations a
            using (select distinct on (station_id, bag_id) station_id, bag_id, reason from new_rows
                   where lifted_at is null order by station_id, bag_id, opened_at) n
            where a.station_id = n.station_id and a.bag_id = n.bag_id
            returning a.*, n.reason),
        written as (
            insert into distribution.withdrawals (station_id, bag_id, order_id, line_no, reason, taken_at, taken_by, command_id)
            select station_id, bag_id, order_id, line_no, reason, audit.command_at(), audit.actor_id(), audit.command_id() from taken)
        select station_id, array_agg(distinct order_id) as orders, array_agg(bag_id) as bags from taken group by station_id
    loop
        update units.bags set status = 'AVAILABLE' where station_id = o.station_id and bag_id = any (o.bags) and status = 'RESERVED';
        perform distribution.refresh_orders(o.station_id, o.orders);
    end loop;
    insert into distribution.recalls (station_id, cause_id, bag_id, hospital_id, listed_at, was)
    select distinct n.station_id, n.cause_id, n.bag_id, r.hospital_id, audit.command_at(), b.status
    from new_rows n
    join units.bags b on b.station_id = n.station_id and b.bag_id = n.bag_id
        and b.status in ('ISSUED', 'RECEIVED', 'TRANSFUSED', 'TRANSFERRED')
    left join distribution.issues i on i.station_id = b.station_id and i.bag_id = b.bag_id
    left join distribution.orders r on r.station_id = i.station_id and r.order_id = i.order_id
    where n.cause_id is not null and n.lifted_at is null
    on conflict do nothing;
    -- A hold that came without a cause found bags outside: their donations get one, so that they are recalled too.
    insert into units.causes (station_id, cause_id, reason, scope, subject, code, opened_at, opened_by, command_id)
    select n.station_id, gen_random_uuid(), 'RECALL', 'BAG', n.bag_id::text, 'HELD_OUTSIDE', audit.command_at(),
           audit.actor_id(), audit.command_id()
    from new_rows n
    join units.bags b on b.station_id = n.station_id and b.bag_id = n.bag_id
        and b.status in ('ISSUED', 'RECEIVED', 'TRANSFUSED', 'TRANSFERRED')
    where n.cause_id is null and n.lifted_at is null
      and not exists (select from distribution.recalls k where k.station_id = n.station_id and k.bag_id = n.bag_id)
    group by n.station_id, n.bag_id;
    return null;
end $$;
create trigger withdraw after insert on units.holds referencing new table as new_rows
    for each statement execute function distribution.withdraw();

-- A line is confirmed once and settled once; it says nothing else later than what it said.
create function distribution.guard_recall() returns trigger language plpgsql as $$
begin
    if (new.station_id, new.cause_id, new.bag_id, new.hospital_id, new.listed_at, new.was)
       is distinct from (old.station_id, old.cause_id, old.bag_id, old.hospital_id, old.listed_at, old.was)
       or (old.confirmed_at is not null and (new.confirmed_at, new.confirmed_by, new.channel)
           is distinct from (old.confirmed_at, old.confirmed_by, old.channel))
       or (old.settled_at is not null and (new.settled_at, new.settled_by, new.settlement)
           is distinct from (old.settled_at, old.settled_by, old.settlement)) then
        raise exception 'A line of a recall keeps what was written' using errcode = 'check_violation', constraint = 'recalls_fixed';
    end if;
    return new;
end $$;
create trigger guard_recall before update on distribution.recalls for each row execute function distribution.guard_recall();
create trigger keep_recall before delete or truncate on distribution.recalls for each statement execute function audit.refuse_change();

create view distribution.open_recalls with (security_invoker = true) as
    select l.*
    from distribution.recalls l
    join units.bags b on b.station_id = l.station_id and b.bag_id = l.bag_id
    where case when b.status in ('TRANSFUSED', 'RETURNED', 'DISCARDED') then l.confirmed_at is null
               else (l.confirmed_at is null or l.settled_at is null) and exists (
                   select from units.holds h where h.station_id = l.station_id and h.bag_id = l.bag_id
                                               and h.cause_id = l.cause_id and h.lifted_at is null) end;
comment on view distribution.open_recalls is 'A line ends with its bag returned, discarded, reported as transfused or settled in words, and its hospital told (RULE RC2); or with the hold lifted before it came to that';

create function distribution.guard_cause() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if exists (select from distribution.open_recalls where station_id = new.station_id and cause_id = new.cause_id) then
        raise exception 'A recall is not closed over a bag that nobody accounted for'
            using errcode = 'check_violation', constraint = 'causes_recalled';
    end if;
    return new;
end $$;
create trigger guard_recalled before update on units.causes for each row
    when (new.closed_at is not null and old.closed_at is null and new.reason <> 'EPIDEMIC') execute function distribution.guard_cause();

call audit.watch('distribution.recalls', 'bag_id',
    rights => 'select, update (confirmed_at, confirmed_by, channel, settled_at, settled_by, settlement)');
call audit.append_only('distribution.withdrawals', 'select');
call audit.grant_rights('distribution.open_recalls', 'select');
grant execute on function distribution.refresh_orders(integer, uuid[]) to "${application}";
