-- What opens holds, and how holds spread. One register for every source: whoever learns of a danger writes one row here,
-- and the triggers find the bags and hold them with all that was and will be made of them, in the same transaction. Each
-- module knows the bags of its own scopes: units those of BAG and DONATION, collection those of DONOR, and so on.
create table units.causes (
    station_id   integer     not null,
    cause_id     uuid        not null,
    reason       text        not null,
    scope        text        not null,
    subject      text        not null,
    from_at      timestamptz,
    until_at     timestamptz,
    code         text        not null,
    detail       text        not null default '',
    note         text        not null default '',
    exempt       text[]      not null default '{}',
    stock_only   boolean     not null default false,
    opened_at    timestamptz not null,
    opened_by    uuid        not null,
    command_id   uuid        not null,
    closed_at    timestamptz,
    closed_by    uuid,
    close_reason text,
    close_signature_id uuid,
    constraint causes_pk primary key (station_id, cause_id),
    constraint causes_reason check (reason in ('UNFIT', 'POST_DONATION', 'EPIDEMIC', 'EXCURSION', 'RECALL', 'QUALITY')),
    constraint causes_scope check (scope in ('BAG', 'DONATION', 'DONOR', 'BAG_LOT', 'SITE', 'STATION',
                                             'RUN', 'REAGENT_LOT', 'INSTRUMENT', 'PLACE')),
    constraint causes_code check (code ~ '^[A-Z][A-Z0-9_]{1,29}$'),
    constraint causes_subject check (subject <> ''),
    constraint causes_span check (from_at < until_at),
    constraint causes_close check ((closed_at is null) = (closed_by is null) and (closed_at is null) = (close_reason is null)
        and (closed_at is null) = (close_signature_id is null)),
    constraint causes_close_signed foreign key (station_id, close_signature_id, closed_by, closed_at)
        references station.signatures (station_id, signature_id, signer_id, signed_at) deferrable initially deferred
);
comment on table units.causes is 'Why bags are held that nobody had by the hand: while it is open, bags that appear later are held as well';
comment on column units.causes.subject is 'A bag id, donation number, donor id, lot, site code, run id, instrument or place code, as the scope says; the station''s id for STATION';
comment on column units.causes.from_at is 'First moment concerned, of the donation or of the stay in a place; null without limit. until_at is the first moment not concerned any more';
comment on column units.causes.detail is 'What everybody may read on the bag; never why a donor is concerned (RULE P3)';
comment on column units.causes.exempt is 'Products that it does not hold (RULE H3)';
comment on column units.causes.stock_only is 'Holds what is still in the station and leaves alone what has left it';
create index causes_open on units.causes (station_id, scope, subject) where closed_at is null;

alter table units.holds
    add column cause_id  uuid,
    add column origin_id uuid,
    add constraint holds_cause foreign key (station_id, cause_id) references units.causes,
    add constraint holds_origin foreign key (station_id, origin_id) references units.holds;
comment on column units.holds.cause_id is 'The row of the register that opened it; null if it was opened for this bag alone';
comment on column units.holds.origin_id is 'The hold of the ancestor from which this one came; null where it was opened';
create index holds_of_cause on units.holds (station_id, cause_id) where cause_id is not null;
create index holds_copies on units.holds (station_id, origin_id) where origin_id is not null;

-- Opening a cause and the appearance of something that it could concern wait for each other: one of them sees the other.
-- Taken before any bag is locked.
create function units.lock_causes() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('units.causes'), new.station_id);
    return new;
end $$;
create trigger lock_causes before insert on units.causes for each row execute function units.lock_causes();

create function units.share_causes(station integer) returns void language sql volatile set search_path = ''
    as $$ select pg_catalog.pg_advisory_xact_lock_shared(pg_catalog.hashtext('units.causes'), station) $$;

-- Opens one hold on each of the bags that none of the others descends from and that is not held so already; the rest
-- follows by carry_holds. Returns how many holds were opened, with the copies.
create function units.hold_bags(station integer, bags uuid[], why text, about text, review_at timestamptz, cause uuid)
    returns bigint language plpgsql set search_path = '' as $$
declare
    opened uuid[];
begin
    with asked as materialized (
        select b.bag_id
        from (select distinct unnest(bags) as bag_id) w
        join units.bags b on b.station_id = station and b.bag_id = w.bag_id
        left join units.causes c on c.station_id = station and c.cause_id = cause
        where b.product_code <> all (coalesce(c.exempt, '{}'))
          and (c.stock_only is not true or b.status in ('QUARANTINE', 'AVAILABLE', 'RESERVED'))
          and not exists (select from units.holds h
                          where h.station_id = station and h.bag_id = b.bag_id and h.lifted_at is null
                            and case when cause is null then h.reason = why and h.detail = about else h.cause_id = cause end)),
    made as (
        insert into units.holds (station_id, hold_id, bag_id, reason, detail, opened_at, opened_by, until, cause_id)
        select station, gen_random_uuid(), a.bag_id, why, about, audit.command_at(), audit.actor_id(), review_at, cause
        from asked a
        where not exists (select from units.parents p join asked on asked.bag_id = p.parent_id
                          where p.station_id = station and p.child_id = a.bag_id)
        order by a.bag_id
        returning hold_id)
    select array_agg(hold_id) into opened from made;
    return (select count(*) from units.holds h
            where h.station_id = station and (h.hold_id = any (opened) or h.origin_id = any (opened)));
end $$;

-- Keeps the count in the bag's row and carries holds to the next generation; the statement in here fires it again for the
-- generation after. The bags are locked before their children are read: whoever makes something of them at the same
-- moment either has finished, and the child is seen, or waits and then sees the hold.
create function units.carry_holds() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if not exists (select from new_rows) then
        return null;
    end if;
    perform from units.bags b where (b.station_id, b.bag_id) in (select station_id, bag_id from new_rows)
    order by b.station_id, b.bag_id for no key update;
    update units.bags b set open_holds = b.open_holds + h.opened
    from (select station_id, bag_id, count(*)::smallint opened from new_rows where lifted_at is null group by 1, 2) h
    where b.station_id = h.station_id and b.bag_id = h.bag_id;
    insert into units.holds (station_id, hold_id, bag_id, reason, detail, opened_at, opened_by, until, cause_id, origin_id)
    select h.station_id, gen_random_uuid(), h.child_id, h.reason, h.detail, h.opened_at, h.opened_by, h.until, h.cause_id, h.origin
    from (select distinct on (p.child_id, coalesce(n.origin_id, n.hold_id)) p.child_id, coalesce(n.origin_id, n.hold_id) origin, n.*
          from new_rows n
          join units.parents p on p.station_id = n.station_id and p.parent_id = n.bag_id
          where n.lifted_at is null) h
    where units.passes_on(h.station_id, h.child_id, h.cause_id, h.origin)
    order by h.child_id;
    return null;
end $$;

create function units.passes_on(station integer, child uuid, cause uuid, origin uuid)
    returns boolean language sql stable set search_path = '' as $$
    select not exists (select from units.holds h where h.station_id = station and h.bag_id = child
                                                   and h.lifted_at is null and h.origin_id = origin)
       and (cause is null or exists (
            select from units.causes c join units.bags b on b.station_id = c.station_id and b.bag_id = child
            where c.station_id = station and c.cause_id = cause and b.product_code <> all (c.exempt)))
$$;

-- A bag made of held ones is held, whoever wrote its parentage.
create function units.inherit_holds() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if not exists (select from new_rows) then
        return null;
    end if;
    perform from units.bags b where (b.station_id, b.bag_id) in (select station_id, parent_id from new_rows)
    order by b.station_id, b.bag_id for no key update;
    insert into units.holds (station_id, hold_id, bag_id, reason, detail, opened_at, opened_by, until, cause_id, origin_id)
    select h.station_id, gen_random_uuid(), h.child_id, h.reason, h.detail, h.opened_at, h.opened_by, h.until, h.cause_id, h.origin
    from (select distinct on (p.child_id, coalesce(n.origin_id, n.hold_id)) p.child_id, coalesce(n.origin_id, n.hold_id) origin, n.*
          from new_rows p
          join units.holds n on n.station_id = p.station_id and n.bag_id = p.parent_id and n.lifted_at is null) h
    where units.passes_on(h.station_id, h.child_id, h.cause_id, h.origin)
    order by h.child_id;
    return null;
end $$;

-- Lifting a hold lifts its copies in what was made of the bag, except where another parent still carries it.
create function units.lift_copies() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if not exists (select from new_rows) then
        return null;
    end if;
    perform from units.bags b where (b.station_id, b.bag_id) in (select station_id, bag_id from new_rows)
    order by b.station_id, b.bag_id for no key update;
    update units.bags b set open_holds = b.open_holds - h.lifted
    from (select n.station_id, n.bag_id, count(*)::smallint lifted
          from new_rows n join old_rows o using (station_id, hold_id)
          where o.lifted_at is null and n.lifted_at is not null group by 1, 2) h
    where b.station_id = h.station_id and b.bag_id = h.bag_id;
    update units.holds h set lifted_at = l.lifted_at, lifted_by = l.lifted_by, lift_reason = l.lift_reason,
                           lift_signature_id = l.lift_signature_id
    from (select distinct on (p.child_id, coalesce(n.origin_id, n.hold_id)) p.child_id, coalesce(n.origin_id, n.hold_id) origin, n.*
          from new_rows n
          join old_rows o using (station_id, hold_id)
          join units.parents p on p.station_id = n.station_id and p.parent_id = n.bag_id
          where o.lifted_at is null and n.lifted_at is not null) l
    where h.station_id = l.station_id and h.bag_id = l.child_id and h.origin_id = l.origin and h.lifted_at is null
      and not exists (select from units.parents p
                      join units.holds k on k.station_id = p.station_id and k.bag_id = p.parent_id
                      where p.station_id = h.station_id and p.child_id = h.bag_id
                        and k.lifted_at is null and coalesce(k.origin_id, k.hold_id) = h.origin_id);
    return null;
end $$;

create trigger carry_insert after insert on units.holds referencing new table as new_rows
    for each statement execute function units.carry_holds();
create trigger carry_update after update on units.holds referencing old table as old_rows new table as new_rows
    for each statement execute function units.lift_copies();
create trigger inherit_insert after insert on units.parents referencing new table as new_rows
    for each statement execute function units.inherit_holds();

create function units.hold_concerned() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    perform units.hold_bags(new.station_id,
        case new.scope when 'BAG' then array[new.subject::uuid]
             else array(select bag_id from units.bags where station_id = new.station_id and din = new.subject) end,
        new.reason, new.detail, null, new.cause_id);
    return null;
end $$;
create trigger hold_concerned after insert on units.causes for each row
    when (new.scope in ('BAG', 'DONATION')) execute function units.hold_concerned();

create function units.guard_cause() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if old.closed_at is not null
       or to_jsonb(new) - array['closed_at', 'closed_by', 'close_reason', 'close_signature_id'] is distinct from
          to_jsonb(old) - array['closed_at', 'closed_by', 'close_reason', 'close_signature_id'] then
        raise exception 'A cause is closed once and otherwise stays as it was' using errcode = 'check_violation', constraint = 'causes_fixed';
    end if;
    perform station.require_author(new.station_id, new.closed_by, 'QUALITY');
    return new;
end $$;
create trigger guard_cause before update on units.causes for each row execute function units.guard_cause();
create trigger keep_cause before delete or truncate on units.causes for each statement execute function audit.refuse_change();

call audit.watch('units.causes', 'cause_id', rights => 'select, insert, update (closed_at, closed_by, close_reason, close_signature_id)');
grant execute on function units.hold_bags(integer, uuid[], text, text, timestamptz, uuid), units.share_causes(integer)
    to "${application}";
