-- The ledger: numbers given out and used, bags, parentage, holds, history. It knows numbers, not people.
create schema units;
create extension if not exists btree_gist with schema public;

create table units.number_ranges (
    station_id     integer     not null references station.stations,
    range_id       uuid        not null,
    facility       text        not null,
    year           smallint    not null,
    first_sequence integer     not null,
    last_sequence  integer     not null,
    given_to       text        not null,
    given_at       timestamptz not null,
    constraint number_ranges_pk primary key (station_id, range_id),
    constraint number_ranges_overlap exclude using gist (station_id with =, facility with =, year with =,
        int4range(first_sequence, last_sequence, '[]') with &&),
    constraint number_ranges_span check (0 <= first_sequence and first_sequence <= last_sequence and last_sequence <= 999999),
    constraint number_ranges_year check (year between 0 and 99)
);
comment on table units.number_ranges is 'Ranges given out ahead, so that a bus without a network never needs to ask for a number';

create table units.numbers (
    station_id integer     not null,
    din        text        not null,
    range_id   uuid        not null,
    taken_at   timestamptz not null,
    taken_by   uuid        not null,
    command_id uuid        not null,
    constraint numbers_pk primary key (station_id, din),
    constraint numbers_range foreign key (station_id, range_id) references units.number_ranges,
    constraint numbers_shape check (din ~ '^[A-NP-Z1-9][0-9A-Z]{4}[0-9]{8}$')
);
comment on constraint numbers_pk on units.numbers is 'A donation number is used once (hard stop 3)';

create table units.bags (
    station_id    integer     not null,
    bag_id        uuid        not null,
    din           text        not null,
    product_code  text        not null,
    division      text        not null default '00',
    volume_ml     integer     not null,
    source_ml     integer     not null,
    anticoagulant text        not null,
    collected_at  timestamptz not null,
    expires_at    timestamptz not null,
    blood_group   text,
    status        text        not null default 'QUARANTINE',
    open_holds    smallint    not null default 0,
    place         text,
    release_id    uuid,
    released_at   timestamptz,
    labelled_at   timestamptz,
    discard_reason text,
    constraint bags_pk primary key (station_id, bag_id),
    constraint bags_identity unique (station_id, din, product_code, division),
    constraint bags_number foreign key (station_id, din) references units.numbers,
    constraint bags_division check (division ~ '^[0-9A-Za-z]{2}$'),
    constraint bags_volume check (volume_ml between 1 and 5000 and source_ml between 1 and 5000),
    constraint bags_expiry check (expires_at > collected_at),
    constraint bags_group check (blood_group in ('O+', 'O-', 'A+', 'A-', 'B+', 'B-', 'AB+', 'AB-')),
    constraint bags_holds check (open_holds >= 0),
    constraint bags_status check (status in ('QUARANTINE', 'AVAILABLE', 'RESERVED', 'ISSUED', 'RECEIVED', 'TRANSFUSED',
                                             'CONSUMED', 'TRANSFERRED', 'RETURNED', 'DISCARDED')),
    constraint bags_released check (status not in ('AVAILABLE', 'RESERVED', 'ISSUED', 'RECEIVED', 'TRANSFUSED')
        or (release_id is not null and released_at is not null and blood_group is not null)),
    constraint bags_discarded check ((status = 'DISCARDED') = (discard_reason is not null)),
    constraint bags_labelled check (status not in ('RESERVED', 'ISSUED', 'RECEIVED', 'TRANSFUSED') or labelled_at is not null)
) with (fillfactor = 80);
comment on column units.bags.source_ml is 'Nominal volume of the collection that the bag stems from: the base of "U" (200 mL = 1 U)';
comment on column units.bags.open_holds is 'Kept by the triggers on units.holds; being in the row, it makes a hold and an issue wait for each other';
comment on constraint bags_released on units.bags is 'A new bag is not usable: only a positive release decision makes it so (FACTS, design fact 3)';
create index bags_stock on units.bags (station_id, product_code, blood_group, expires_at) where status = 'AVAILABLE';
create index bags_waiting on units.bags (station_id, collected_at) where status = 'QUARANTINE';

create table units.parents (
    station_id integer not null,
    child_id   uuid    not null,
    parent_id  uuid    not null,
    constraint parents_pk primary key (station_id, child_id, parent_id),
    constraint parents_child foreign key (station_id, child_id) references units.bags,
    constraint parents_parent foreign key (station_id, parent_id) references units.bags,
    constraint parents_not_self check (child_id <> parent_id)
);
create index parents_children on units.parents (station_id, parent_id);

create table units.holds (
    station_id  integer     not null,
    hold_id     uuid        not null,
    bag_id      uuid        not null,
    reason      text        not null,
    detail      text        not null default '',
    opened_at   timestamptz not null,
    opened_by   uuid        not null,
    until       timestamptz,
    lifted_at   timestamptz,
    lifted_by   uuid,
    lift_reason text,
    lift_signature_id uuid,
    constraint holds_pk primary key (station_id, hold_id),
    constraint holds_bag foreign key (station_id, bag_id) references units.bags,
    constraint holds_lift check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lift_reason is null)
        and (lifted_at is not null or lift_signature_id is null)),
    constraint holds_lift_sign check (lifted_at is null or lift_signature_id is not null or reason = 'EPIDEMIC'),
    constraint holds_lift_signed foreign key (station_id, lift_signature_id, lifted_by, lifted_at)
        references station.signatures (station_id, signature_id, signer_id, signed_at) deferrable initially deferred
);
comment on constraint holds_lift_sign on units.holds is 'Who lifts a hold signs; that of an epidemic may end with a call that found the donor well (RULE H2)';
create index holds_of_signature on units.holds (station_id, lift_signature_id) where lift_signature_id is not null;
create index holds_open on units.holds (station_id, bag_id) where lifted_at is null;

create table units.events (
    station_id  integer     not null,
    bag_id      uuid        not null,
    event_id    bigint      not null generated always as identity,
    at          timestamptz not null,
    actor_id    uuid        not null,
    command_id  uuid        not null,
    action      text        not null,
    from_status text,
    to_status   text        not null,
    place       text,
    open_holds  smallint    not null,
    note        text,
    constraint events_pk primary key (station_id, bag_id, event_id)
);
comment on table units.events is 'The history of a bag, written by the database itself with every change of units.bags';

-- Which status may follow which (FACTS 2.8, ARCHITECTURE "One bag's way").
create function units.may_follow(before text, after text) returns boolean language sql immutable as $$
    select case before
        when 'QUARANTINE'  then after in ('AVAILABLE', 'CONSUMED', 'DISCARDED', 'TRANSFERRED')
        when 'AVAILABLE'   then after in ('RESERVED', 'CONSUMED', 'DISCARDED', 'TRANSFERRED')
        when 'RESERVED'    then after in ('AVAILABLE', 'ISSUED', 'DISCARDED')
        when 'ISSUED'      then after in ('RECEIVED', 'RETURNED', 'DISCARDED')
        when 'RECEIVED'    then after in ('TRANSFUSED', 'RETURNED', 'DISCARDED')
        when 'RETURNED'    then after in ('DISCARDED')
        when 'TRANSFERRED' then after in ('DISCARDED')
        else false
    end
$$;
grant execute on function units.may_follow(text, text) to "${application}";

create function units.guard_bag() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    moment timestamptz;
begin
    if tg_op = 'INSERT' then
        if new.status <> 'QUARANTINE' or new.open_holds <> 0 or new.blood_group is not null or new.release_id is not null
           or new.released_at is not null or new.labelled_at is not null then
            raise exception 'A new bag starts in quarantine' using errcode = 'check_violation', constraint = 'bags_start';
        end if;
        return new;
    end if;
    if (new.station_id, new.bag_id, new.din, new.product_code, new.division, new.volume_ml, new.source_ml, new.anticoagulant,
        new.collected_at, new.expires_at)
       is distinct from
       (old.station_id, old.bag_id, old.din, old.product_code, old.division, old.volume_ml, old.source_ml, old.anticoagulant,
        old.collected_at, old.expires_at)
       or (old.labelled_at is not null and new.labelled_at is distinct from old.labelled_at)
       or (old.discard_reason is not null and new.discard_reason is distinct from old.discard_reason) then
        raise exception 'What a bag is does not change; a modification makes a new bag' using errcode = 'check_violation', constraint = 'bags_fixed';
    end if;
    if (new.release_id, new.released_at, new.blood_group) is distinct from (old.release_id, old.released_at, old.blood_group)
       and not (old.status = 'QUARANTINE' and new.status = 'AVAILABLE') then
        raise exception 'Only its release gives a bag its group' using errcode = 'check_violation', constraint = 'bags_group_by_release';
    end if;
    if new.open_holds <> old.open_holds
       and new.open_holds <> (select count(*) from units.holds h
                              where h.station_id = new.station_id and h.bag_id = new.bag_id and h.lifted_at is null) then
        raise exception 'The holds are counted, not told' using errcode = 'check_violation', constraint = 'bags_holds_counted';
    end if;
    if new.status <> old.status then
        if not units.may_follow(old.status, new.status) then
            raise exception 'A bag does not go from % to %', old.status, new.status using errcode = 'check_violation', constraint = 'bags_way';
        end if;
        if (new.status in ('RESERVED', 'ISSUED') or (old.status, new.status) = ('QUARANTINE', 'AVAILABLE')) then
            moment := audit.moment(new.station_id);
            if new.open_holds > 0 then
                raise exception 'The bag is held' using errcode = 'check_violation', constraint = 'bags_held';
            end if;
            if new.expires_at <= moment then
                raise exception 'The bag has expired' using errcode = 'check_violation', constraint = 'bags_expired';
            end if;
        end if;
    end if;
    if new.labelled_at is not null and old.labelled_at is null
       and (new.status <> 'AVAILABLE' or new.open_holds > 0 or new.expires_at <= audit.moment(new.station_id)) then
        raise exception 'Only a released bag without hold gets its final label' using errcode = 'check_violation', constraint = 'bags_label';
    end if;
    return new;
end $$;
create trigger guard_bag before insert or update on units.bags for each row execute function units.guard_bag();
create trigger keep_bag before delete or truncate on units.bags for each statement execute function audit.refuse_change();

create function units.record_event() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    command uuid := audit.command_id();
    actor   uuid := audit.actor_id();
    moment  timestamptz := audit.command_at();
    deed    text := audit.action();
    why     text := audit.reason();
begin
    if tg_op = 'INSERT' then
        insert into units.events (station_id, bag_id, at, actor_id, command_id, action, to_status, place, open_holds, note)
        select n.station_id, n.bag_id, moment, actor, command, deed, n.status, n.place, n.open_holds, why
        from new_rows n;
    else
        insert into units.events (station_id, bag_id, at, actor_id, command_id, action, from_status, to_status, place, open_holds, note)
        select n.station_id, n.bag_id, moment, actor, command, deed, o.status, n.status, n.place, n.open_holds, why
        from new_rows n join old_rows o on o.station_id = n.station_id and o.bag_id = n.bag_id;
    end if;
    return null;
end $$;
create trigger event_insert after insert on units.bags referencing new table as new_rows
    for each statement execute function units.record_event();
create trigger event_update after update on units.bags referencing old table as old_rows new table as new_rows
    for each statement execute function units.record_event();

create function units.guard_hold() returns trigger language plpgsql as $$
begin
    if old.lifted_at is not null
       or to_jsonb(new) - array['lifted_at', 'lifted_by', 'lift_reason', 'lift_signature_id'] is distinct from
          to_jsonb(old) - array['lifted_at', 'lifted_by', 'lift_reason', 'lift_signature_id'] then
        raise exception 'A hold is lifted once and otherwise stays as it was' using errcode = 'check_violation', constraint = 'holds_fixed';
    end if;
    return new;
end $$;
create trigger guard_hold before update on units.holds for each row execute function units.guard_hold();
create trigger keep_hold before delete or truncate on units.holds for each statement execute function audit.refuse_change();

call audit.keep('units.bags', '{bag_id,din,product_code,division,source_ml,anticoagulant,collected_at,expires_at}');
-- What a bag is never changes, and the count of its holds and its history are the triggers' own.
call audit.isolate('units.bags', 'select, insert, update (status, blood_group, place, release_id, released_at, labelled_at, discard_reason)');
call audit.watch('units.number_ranges', 'range_id', rights => 'select, insert');
call audit.watch('units.holds', 'hold_id', rights => 'select, insert, update (lifted_at, lifted_by, lift_reason, lift_signature_id)');
call audit.append_only('units.numbers');
call audit.append_only('units.parents');
call audit.append_only('units.events', 'select');
