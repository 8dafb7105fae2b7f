create schema distribution;

create table distribution.orders (
    station_id  integer     not null,
    order_id    uuid        not null,
    order_no    bigint      not null generated always as identity,
    hospital_id uuid        not null,
    urgency     text        not null,
    needed_by   timestamptz not null,
    placed_at   timestamptz not null,
    placed_by   uuid        not null,
    state       text        not null default 'SUBMITTED',
    declined_at    timestamptz,
    decline_reason text,
    constraint orders_pk primary key (station_id, order_id),
    constraint orders_no unique (station_id, order_no),
    constraint orders_hospital foreign key (station_id, hospital_id) references hospitals.hospitals,
    constraint orders_urgency check (urgency in ('ROUTINE', 'URGENT', 'EMERGENCY')),
    constraint orders_state check (state in ('SUBMITTED', 'ALLOCATED', 'PARTLY', 'ISSUED', 'RECEIVED', 'CLOSED', 'REJECTED')),
    constraint orders_declined check ((declined_at is null) = (decline_reason is null))
);
comment on column distribution.orders.declined_at is 'What was not issued by then is not supplied any more';
create index orders_open on distribution.orders (station_id, state, needed_by) where state not in ('CLOSED', 'REJECTED');
create index orders_of_hospital on distribution.orders (station_id, hospital_id, placed_at);

create table distribution.order_lines (
    station_id   integer  not null,
    order_id     uuid     not null,
    line_no      smallint not null,
    product_code text     not null,
    family       text     not null,
    blood_group  text     not null,
    quantity     smallint not null,
    patient_ref  text,
    constraint order_lines_pk primary key (station_id, order_id, line_no),
    constraint order_lines_order foreign key (station_id, order_id) references distribution.orders,
    constraint order_lines_quantity check (quantity between 1 and 999),
    constraint order_lines_patient check (patient_ref ~ '^[A-Za-z0-9-]{1,40}$'),
    constraint order_lines_family check (family in ('WHOLE_BLOOD', 'RED_CELLS', 'PLATELETS', 'PLASMA', 'CRYO', 'GRANULOCYTES')),
    constraint order_lines_group check (blood_group in ('O+', 'O-', 'A+', 'A-', 'B+', 'B-', 'AB+', 'AB-'))
);
comment on column distribution.order_lines.family is 'Family of the product when it was ordered; says which table of compatibility applies';
comment on column distribution.order_lines.patient_ref is 'The hospital''s own pseudonym; never a name';

create table distribution.allocations (
    station_id    integer     not null,
    bag_id        uuid        not null,
    order_id      uuid        not null,
    line_no       smallint    not null,
    allocated_at  timestamptz not null,
    allocated_by  uuid        not null,
    remarks       jsonb       not null default '[]',
    constraint allocations_pk primary key (station_id, bag_id),
    constraint allocations_bag foreign key (station_id, bag_id) references units.bags,
    constraint allocations_line foreign key (station_id, order_id, line_no) references distribution.order_lines
);
comment on column distribution.allocations.remarks is 'Why this bag although it is not the identical group (RULE C0)';
comment on table distribution.allocations is 'The reservation in force: taking it back deletes the row, the bag''s history keeps it';
create index allocations_of_order on distribution.allocations (station_id, order_id, line_no);

create table distribution.issues (
    station_id integer     not null,
    bag_id     uuid        not null,
    order_id   uuid        not null,
    line_no    smallint    not null,
    issued_at  timestamptz not null,
    issued_by  uuid        not null,
    checked_by uuid        not null,
    remarks    jsonb       not null default '[]',
    command_id uuid        not null,
    signature_id uuid      not null,
    constraint issues_pk primary key (station_id, bag_id),
    constraint issues_bag foreign key (station_id, bag_id) references units.bags,
    constraint issues_line foreign key (station_id, order_id, line_no) references distribution.order_lines,
    constraint issues_issuer foreign key (station_id, issued_by) references station.staff,
    constraint issues_checker foreign key (station_id, checked_by) references station.staff,
    constraint issues_two_persons check (issued_by <> checked_by),
    constraint issues_signed foreign key (station_id, signature_id, checked_by, issued_at)
        references station.signatures (station_id, signature_id, signer_id, signed_at) deferrable initially deferred
);
comment on constraint issues_signed on distribution.issues is 'The second person proved to be himself at that moment';
comment on constraint issues_two_persons on distribution.issues is 'RULE D3: a second person checks each bag that leaves';
comment on constraint issues_pk on distribution.issues is 'A bag is issued once';
create index issues_of_order on distribution.issues (station_id, order_id, line_no);
create index issues_of_signature on distribution.issues (station_id, signature_id);
create index issues_by_time on distribution.issues using brin (issued_at);

create table distribution.receipts (
    station_id  integer     not null,
    bag_id      uuid        not null,
    received_at timestamptz not null,
    received_by uuid        not null,
    command_id  uuid        not null,
    constraint receipts_pk primary key (station_id, bag_id),
    constraint receipts_issue foreign key (station_id, bag_id) references distribution.issues
);
create index receipts_by_time on distribution.receipts using brin (received_at);

create table distribution.fates (
    station_id  integer     not null,
    bag_id      uuid        not null,
    fate        text        not null,
    patient_ref text,
    happened_at timestamptz not null,
    reported_at timestamptz not null,
    reported_by uuid        not null,
    command_id  uuid        not null,
    constraint fates_pk primary key (station_id, bag_id),
    constraint fates_issue foreign key (station_id, bag_id) references distribution.issues,
    constraint fates_fate check (fate in ('TRANSFUSED', 'RETURNED', 'DISCARDED')),
    constraint fates_transfused check (fate <> 'TRANSFUSED' or patient_ref is not null),
    constraint fates_patient check (patient_ref ~ '^[A-Za-z0-9-]{1,40}$')
);
create index fates_by_time on distribution.fates using brin (reported_at);
create index fates_patient on distribution.fates (station_id, patient_ref) where patient_ref is not null;

-- Which bag may go to which patient (FACTS 6.2). CompatibilityRules says the same; a test compares the two row by row.
create table distribution.compatibility (
    family  text not null,
    patient text not null,
    donor   text not null,
    constraint compatibility_pk primary key (family, patient, donor)
);
comment on table distribution.compatibility is 'Reference data: the pairs that are allowed; every other pair is refused';

insert into distribution.compatibility (family, patient, donor)
select family, patient, donor
from (values
    ('{WHOLE_BLOOD}',             'O-',  '{O-}'),
    ('{WHOLE_BLOOD}',             'O+',  '{O+}'),
    ('{WHOLE_BLOOD}',             'A-',  '{A-}'),
    ('{WHOLE_BLOOD}',             'A+',  '{A+}'),
    ('{WHOLE_BLOOD}',             'B-',  '{B-}'),
    ('{WHOLE_BLOOD}',             'B+',  '{B+}'),
    ('{WHOLE_BLOOD}',             'AB-', '{AB-}'),
    ('{WHOLE_BLOOD}',             'AB+', '{AB+}'),
    ('{RED_CELLS,GRANULOCYTES}',  'O-',  '{O-}'),
    ('{RED_CELLS,GRANULOCYTES}',  'O+',  '{O-,O+}'),
    ('{RED_CELLS,GRANULOCYTES}',  'A-',  '{O-,A-}'),
    ('{RED_CELLS,GRANULOCYTES}',  'A+',  '{O-,O+,A-,A+}'),
    ('{RED_CELLS,GRANULOCYTES}',  'B-',  '{O-,B-}'),
    ('{RED_CELLS,GRANULOCYTES}',  'B+',  '{O-,O+,B-,B+}'),
    ('{RED_CELLS,GRANULOCYTES}',  'AB-', '{O-,A-,B-,AB-}'),
    ('{RED_CELLS,GRANULOCYTES}',  'AB+', '{O-,O+,A-,A+,B-,B+,AB-,AB+}'),
    ('{PLASMA,CRYO,PLATELETS}',   'O-',  '{O-,O+,A-,A+,B-,B+,AB-,AB+}'),
    ('{PLASMA,CRYO,PLATELETS}',   'O+',  '{O-,O+,A-,A+,B-,B+,AB-,AB+}'),
    ('{PLASMA,CRYO,PLATELETS}',   'A-',  '{A-,A+,AB-,AB+}'),
    ('{PLASMA,CRYO,PLATELETS}',   'A+',  '{A-,A+,AB-,AB+}'),
    ('{PLASMA,CRYO,PLATELETS}',   'B-',  '{B-,B+,AB-,AB+}'),
    ('{PLASMA,CRYO,PLATELETS}',   'B+',  '{B-,B+,AB-,AB+}'),
    ('{PLASMA,CRYO,PLATELETS}',   'AB-', '{AB-,AB+}'),
    ('{PLASMA,CRYO,PLATELETS}',   'AB+', '{AB-,AB+}')) as t (families, patient, donors),
    unnest(families::text[]) as family,
    unnest(donors::text[]) as donor;

-- Everything once more when a bag leaves, whatever the code above believes (RULE D2, D3, hard stops 8, 13, 16 to 19).
-- Once a statement, not once a bag; the first lock that is broken gives its name. The joins are by keys, in the order in
-- which they are written: to look for a better order took the planner a hundred times as long as the answer.
create function distribution.guard_issues() returns trigger language plpgsql security definer set search_path = pg_catalog
    set join_collapse_limit = 1 as $$
declare
    broken text;
    moment timestamptz;
begin
    perform station.require_author(n.station_id, n.issued_by, 'DISTRIBUTE'),
            station.require_duty(n.station_id, n.checked_by, 'DISTRIBUTE')
    from (select distinct station_id, issued_by, checked_by from new_rows) n;
    select audit.moment(n.station_id) into moment from new_rows n limit 1;
    select l.lock into broken
    from new_rows n
    join units.bags b on b.station_id = n.station_id and b.bag_id = n.bag_id
    join distribution.order_lines o on o.station_id = n.station_id and o.order_id = n.order_id and o.line_no = n.line_no
    join distribution.orders w on w.station_id = n.station_id and w.order_id = n.order_id
    join hospitals.hospitals h on h.station_id = n.station_id and h.hospital_id = w.hospital_id
    join station.stations s on s.station_id = n.station_id
    cross join lateral (select x.family, x.band from products.products x where x.product_code = b.product_code
                        order by x.effective_from desc limit 1) p
    left join storage.places k on k.station_id = b.station_id and k.code = b.place
    left join testing.samples t on t.station_id = b.station_id and t.din = b.din
    cross join lateral (select case
        when b.status <> 'RESERVED' or not exists (
            select from distribution.allocations a
            where a.station_id = n.station_id and a.bag_id = n.bag_id and a.order_id = n.order_id and a.line_no = n.line_no)
            then 'issues_allocated'
        when b.product_code <> o.product_code or p.family <> o.family
          or not exists (select from distribution.compatibility c
                         where c.family = p.family and c.patient = o.blood_group and c.donor = b.blood_group) then 'issues_compatible'
        when b.release_id is null or t.fitness is distinct from 'FIT'
          or (select c.seen_results from testing.conclusions c
              where c.station_id = b.station_id and c.din = b.din order by c.revision desc limit 1)
             is distinct from (select count(*) from testing.results r where r.station_id = b.station_id and r.din = b.din)
            then 'issues_released'
        when exists (select from collection.donations g
                     join donors.identities i on i.station_id = g.station_id and i.donor_id = g.donor_id
                     join donors.deferrals d on d.station_id = i.station_id and d.donor_id = i.identity_id
                     where g.station_id = b.station_id and g.din = b.din and d.lifted_at is null
                       and (d.permanent or (d.starts_on <= g.donated_on and (d.ends_on is null or d.ends_on > g.donated_on)))
                       and (d.scope = 'ALL' or g.kind = 'APHERESIS_PLATELETS')) then 'issues_deferred'
        when b.labelled_at is null then 'issues_labelled'
        when b.open_holds > 0 then 'issues_held'
        when b.expires_at <= moment then 'issues_expired'
        when k.zone is distinct from 'RELEASED' or k.band <> p.band then 'issues_place'
        when h.contract_until < (moment at time zone s.time_zone)::date then 'issues_contract' end as lock) l
    where l.lock is not null
    order by n.bag_id limit 1;
    if broken is not null then
        raise exception 'The tables do not bear out this issue: %', broken using errcode = 'check_violation', constraint = broken;
    end if;
    delete from distribution.allocations a using new_rows n where a.station_id = n.station_id and a.bag_id = n.bag_id;
    return null;
end $$;
create trigger guard_issues after insert on distribution.issues referencing new table as new_rows
    for each statement execute function distribution.guard_issues();

-- No bag is ISSUED in the ledger without its issue, made by the same command. The condition keeps every other change of
-- a bag free of cost.
create function distribution.guard_issued_bag() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from distribution.issues i
                   where i.station_id = new.station_id and i.bag_id = new.bag_id and i.command_id = audit.command_id()) then
        raise exception 'A bag leaves only by an issue' using errcode = 'check_violation', constraint = 'bags_issued';
    end if;
    return new;
end $$;
create trigger guard_issued_bag before update of status on units.bags for each row
    when (old.status <> 'ISSUED' and new.status = 'ISSUED') execute function distribution.guard_issued_bag();

-- A bag that is reserved no more, by whatever way, is allocated no more: an order must not count on a bag that expired
-- in the night or was discarded.
create function distribution.end_allocation() returns trigger language plpgsql as $$
begin
    delete from distribution.allocations a where a.station_id = new.station_id and a.bag_id = new.bag_id;
    return null;
end $$;
create trigger end_allocation after update of status on units.bags for each row
    when (old.status = 'RESERVED' and new.status <> 'RESERVED') execute function distribution.end_allocation();

call audit.reference('distribution.compatibility');
call audit.isolate('distribution.allocations', 'select, insert, delete');
call audit.watch('distribution.orders', 'order_id', rights => 'select, insert, update (state, declined_at, decline_reason)');
call audit.append_only('distribution.order_lines');
call audit.append_only('distribution.issues');
call audit.append_only('distribution.receipts');
call audit.append_only('distribution.fates');
