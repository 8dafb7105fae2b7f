create schema release;

create table release.batches (
    station_id integer     not null,
    batch_id   uuid        not null,
    decided_at timestamptz not null,
    decided_by uuid        not null,
    edition    text        not null,
    released   integer     not null,
    refused    integer     not null,
    command_id uuid        not null,
    signature_id uuid      not null,
    constraint batches_pk primary key (station_id, batch_id),
    constraint batches_signed foreign key (station_id, signature_id, decided_by, decided_at)
        references station.signatures (station_id, signature_id, signer_id, signed_at) deferrable initially deferred
);

create table release.decisions (
    station_id  integer not null,
    bag_id      uuid    not null,
    batch_id    uuid    not null,
    outcome     text    not null,
    blood_group text,
    reasons     jsonb   not null,
    constraint decisions_pk primary key (station_id, bag_id, batch_id),
    constraint decisions_bag foreign key (station_id, bag_id) references units.bags,
    constraint decisions_batch foreign key (station_id, batch_id) references release.batches,
    constraint decisions_outcome check (outcome in ('RELEASED', 'REFUSED')),
    constraint decisions_group check (outcome <> 'RELEASED' or blood_group is not null),
    constraint decisions_reasons check ((outcome = 'REFUSED') = (reasons <> '[]'::jsonb))
);
comment on table release.decisions is 'Every decision with all its reasons; a refused bag may be decided again in a later batch';

-- A label belongs to the bag for ever; copy n + 1 exists only where copy n was voided (hard stop 11).
create table release.labels (
    station_id integer     not null,
    bag_id     uuid        not null,
    copy       smallint    not null,
    replaces   smallint,
    codes      text        not null,
    printed_at timestamptz not null,
    printed_by uuid        not null,
    command_id uuid        not null,
    constraint labels_pk primary key (station_id, bag_id, copy),
    constraint labels_bag foreign key (station_id, bag_id) references units.bags,
    constraint labels_copy check (copy >= 1 and (copy = 1) = (replaces is null) and (replaces is null or replaces = copy - 1))
);

create table release.label_voids (
    station_id integer     not null,
    bag_id     uuid        not null,
    copy       smallint    not null,
    reason     text        not null,
    voided_at  timestamptz not null,
    voided_by  uuid        not null,
    command_id uuid        not null,
    signature_id uuid,
    constraint label_voids_pk primary key (station_id, bag_id, copy),
    constraint label_voids_label foreign key (station_id, bag_id, copy) references release.labels,
    constraint label_voids_sign check (signature_id is not null or reason = 'MISMATCH'),
    constraint label_voids_signed foreign key (station_id, signature_id, voided_by, voided_at)
        references station.signatures (station_id, signature_id, signer_id, signed_at) deferrable initially deferred
);
comment on constraint label_voids_sign on release.label_voids is 'A scan that finds another label voids it by itself; a person who does signs';
create index label_voids_of_signature on release.label_voids (station_id, signature_id) where signature_id is not null;
alter table release.labels add constraint labels_replaced
    foreign key (station_id, bag_id, replaces) references release.label_voids (station_id, bag_id, copy);

create table release.label_checks (
    station_id integer     not null,
    bag_id     uuid        not null,
    copy       smallint    not null,
    checked_at timestamptz not null,
    checked_by uuid        not null,
    command_id uuid        not null,
    constraint label_checks_pk primary key (station_id, bag_id, copy),
    constraint label_checks_label foreign key (station_id, bag_id, copy) references release.labels
);
comment on table release.label_checks is 'The printed label was scanned back and said what was computed';

call audit.append_only('release.batches');
call audit.append_only('release.decisions');
call audit.append_only('release.labels');
call audit.append_only('release.label_voids');
call audit.append_only('release.label_checks');

-- REL 1 to 11 once more, from the tables alone: a positive decision that they do not bear out cannot be written, by
-- whomever. The first lock that is broken gives its name (hard stops 1, 10, 12, 15, 16, 18 and 19).
create function release.guard_decisions() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    broken text;
    moment timestamptz;
begin
    perform station.require_author(b.station_id, b.decided_by, 'RELEASE')
    from release.batches b
    where (b.station_id, b.batch_id) in (select n.station_id, n.batch_id from new_rows n);
    select audit.moment(n.station_id) into moment from new_rows n limit 1;
    with recursive freed as materialized (
        select n.station_id, n.bag_id, n.blood_group, d.decided_by, d.command_id, b.din, b.status, b.open_holds, b.expires_at, b.volume_ml,
               b.product_code, b.division, b.collected_at, b.anticoagulant
        from new_rows n
        join release.batches d on d.station_id = n.station_id and d.batch_id = n.batch_id
        join units.bags b on b.station_id = n.station_id and b.bag_id = n.bag_id
        where n.outcome = 'RELEASED'),
    proof as materialized (
        select w.station_id, p.*
        from (select station_id, array_agg(din) as dins from freed group by station_id) w
        cross join lateral testing.proof(w.station_id, w.dins) p),
    family (station_id, bag_id, member_id) as (
        select f.station_id, f.bag_id, f.bag_id from freed f
        union
        select f.station_id, f.bag_id, p.parent_id
        from family f join units.parents p on p.station_id = f.station_id and p.child_id = f.member_id),
    held as materialized (
        select f.station_id, f.bag_id
        from family f join units.bags b on b.station_id = f.station_id and b.bag_id = f.member_id
        where b.open_holds > 0
        union
        select f.station_id, f.bag_id
        from freed f
        join units.bags b on b.station_id = f.station_id and b.din = f.din and b.open_holds > 0
        join units.holds h on h.station_id = b.station_id and h.bag_id = b.bag_id and h.lifted_at is null
        where h.reason in ('UNFIT', 'GROUP_CONFLICT', 'POST_DONATION'))
    select l.lock into broken
    from freed f
    left join lateral (select * from collection.donations x where x.station_id = f.station_id and x.din = f.din offset 0) g on true
    left join lateral (select * from collection.visits x where x.station_id = f.station_id and x.visit_id = g.visit_id offset 0) v on true
    left join lateral (select * from testing.conclusions x where x.station_id = f.station_id and x.din = f.din
                       order by x.revision desc limit 1) c on true
    left join proof p on p.station_id = f.station_id and p.din = f.din
    left join lateral (
        select x.valid and x.volume_ml = f.volume_ml as valid, m.made_by
        from processing.parts x
        join processing.makings m on m.station_id = x.station_id and m.making_id = x.making_id
        where x.station_id = f.station_id and x.bag_id = f.bag_id) m on true
    cross join lateral (select case
        when f.command_id <> audit.command_id() then 'decisions_command'
        when f.status <> 'QUARANTINE' then 'decisions_quarantine'
        when v.decision is distinct from 'ALLOWED' then 'decisions_eligible'
        when exists (select from donors.identities i
                     join donors.deferrals d on d.station_id = i.station_id and d.donor_id = i.identity_id
                     where i.station_id = f.station_id and i.donor_id = g.donor_id and d.lifted_at is null
                       and (d.permanent or (d.starts_on <= g.donated_on and (d.ends_on is null or d.ends_on > g.donated_on)))
                       and (d.scope = 'ALL' or g.kind = 'APHERESIS_PLATELETS')) then 'decisions_deferred'
        when g.outcome is distinct from 'COMPLETE' then 'decisions_complete'
        when c.fitness is distinct from 'FIT' or p.din is null or p.seen <> c.seen_results then 'decisions_proof'
        when p.blood_group <> f.blood_group or c.blood_group <> f.blood_group then 'decisions_group'
        when exists (select from held h where h.station_id = f.station_id and h.bag_id = f.bag_id) then 'decisions_held'
        when m.valid is false or (m.valid is null and not coalesce(release.is_as_collected(f.station_id, f.bag_id), false))
            then 'decisions_made'
        when f.expires_at <= moment then 'decisions_expired'
        when f.decided_by = m.made_by
          or exists (select from testing.results t
                     join testing.runs r on r.station_id = t.station_id and r.run_id = t.run_id
                     where t.station_id = f.station_id and t.din = f.din
                       and f.decided_by in (t.entered_by, r.operator, r.reviewed_by)) then 'decisions_persons' end as lock) l
    where l.lock is not null
    order by f.bag_id limit 1;
    if broken is not null then
        raise exception 'The tables do not bear out this release: %', broken using errcode = 'check_violation', constraint = broken;
    end if;
    return null;
end $$;
create trigger guard_decisions after insert on release.decisions referencing new table as new_rows
    for each statement execute function release.guard_decisions();

-- A bag that nobody made is what the collection drew: nothing is conjured beside it (REL 9, hard stop 14).
create function release.is_as_collected(station integer, bag uuid) returns boolean language plpgsql stable
    security definer set search_path = pg_catalog as $$
begin
    return (
        select b.collected_at = d.started_at and b.anticoagulant = d.anticoagulant
           and not exists (select from units.parents p where p.station_id = station and p.child_id = bag)
           and case d.kind
               when 'WHOLE_BLOOD' then b.product_code = 'WB' and b.division = '00' and b.volume_ml = d.drawn_ml
               else b.product_code = 'AP' and d.drawn_ml >= (
                   select sum(x.volume_ml) from units.bags x
                   where x.station_id = station and x.din = b.din and x.product_code = 'AP'
                     and not exists (select from units.parents p where p.station_id = station and p.child_id = x.bag_id)) end
        from units.bags b
        join collection.donations d on d.station_id = b.station_id and d.din = b.din
        where b.station_id = station and b.bag_id = bag);
end $$;

-- The last lock on the way out of quarantine: only by a decision of this very command, for its group.
create function release.guard_release() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from release.decisions d
                   join release.batches b on b.station_id = d.station_id and b.batch_id = d.batch_id
                   where d.station_id = new.station_id and d.bag_id = new.bag_id and d.batch_id = new.release_id
                     and d.outcome = 'RELEASED' and d.blood_group = new.blood_group and b.command_id = audit.command_id()) then
        raise exception 'No release decision for this bag and group' using errcode = 'check_violation', constraint = 'bags_decided';
    end if;
    return new;
end $$;
create trigger guard_release before update on units.bags for each row
    when (old.status = 'QUARANTINE' and new.status = 'AVAILABLE')
    execute function release.guard_release();

-- Likewise the final label: it is recorded on the bag only after its scan was.
create function release.guard_label() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from release.label_checks c
                   where c.station_id = new.station_id and c.bag_id = new.bag_id and c.command_id = audit.command_id()) then
        raise exception 'The label was not scanned back' using errcode = 'check_violation', constraint = 'bags_label_checked';
    end if;
    return new;
end $$;
create trigger guard_label before update on units.bags for each row
    when (old.labelled_at is null and new.labelled_at is not null)
    execute function release.guard_label();

-- What the square code of a bag's final label must say: number, group, product and expiry (FACTS 4.7).
create function release.label_codes(station integer, bag uuid) returns text language plpgsql stable
    security definer set search_path = pg_catalog as $$
begin
    return (
        select '=+04000=' || b.din || '00=%' || case b.blood_group
                   when 'O-' then '95' when 'A-' then '06' when 'B-' then '17' when 'AB-' then '28'
                   when 'O+' then '51' when 'A+' then '62' when 'B+' then '73' when 'AB+' then '84' end
               || '00=<' || left(p.isbt_code, 6) || b.division || '&>'
               || lpad((extract(year from e.local)::integer % 1000)::text, 3, '0') || to_char(e.local, 'DDDHH24MI')
        from units.bags b
        join station.stations s on s.station_id = b.station_id
        cross join lateral (select b.expires_at at time zone s.time_zone as local) e
        cross join lateral (select x.isbt_code from products.products x where x.product_code = b.product_code
                            order by x.effective_from desc limit 1) p
        where b.station_id = station and b.bag_id = bag);
end $$;

-- A label is printed for a released bag that carries none, free of holds and in date, by who may; and it says what the
-- bag is (RULE REL-LABEL, hard stops 11, 12 and 16).
create function release.guard_labels() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    moment timestamptz;
begin
    perform station.require_author(n.station_id, n.printed_by, 'LABEL')
    from (select distinct station_id, printed_by from new_rows) n;
    select audit.moment(n.station_id) into moment from new_rows n limit 1;
    if exists (select from new_rows n join units.bags b on b.station_id = n.station_id and b.bag_id = n.bag_id
               where b.status <> 'AVAILABLE' or b.labelled_at is not null or b.open_holds > 0 or b.expires_at <= moment) then
        raise exception 'Only a released bag without hold gets a label' using errcode = 'check_violation', constraint = 'labels_released';
    end if;
    if exists (select from new_rows n where n.codes is distinct from release.label_codes(n.station_id, n.bag_id)) then
        raise exception 'The label says something else than the bag is' using errcode = 'check_violation', constraint = 'labels_codes';
    end if;
    return null;
end $$;
create trigger guard_labels after insert on release.labels referencing new table as new_rows
    for each statement execute function release.guard_labels();

create function release.guard_checks() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform station.require_author(n.station_id, n.checked_by, 'LABEL')
    from (select distinct station_id, checked_by from new_rows) n;
    if exists (select from new_rows n join release.label_voids v
               on v.station_id = n.station_id and v.bag_id = n.bag_id and v.copy = n.copy) then
        raise exception 'A void label is not checked' using errcode = 'check_violation', constraint = 'label_checks_void';
    end if;
    return null;
end $$;
create trigger guard_checks after insert on release.label_checks referencing new table as new_rows
    for each statement execute function release.guard_checks();
