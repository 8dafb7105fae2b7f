create schema collection;

-- Reference data, the same for every station: a visit is judged by the edition in force on its own date.
create table collection.rule_sets (
    rule_set       text  not null,
    jurisdiction   text  not null,
    standard       text  not null,
    edition        text  not null,
    effective_from date  not null,
    effective_to   date,
    rules          jsonb not null,
    constraint rule_sets_pk primary key (rule_set),
    constraint rule_sets_span check (effective_to is null or effective_from <= effective_to)
);

create table collection.visits (
    station_id    integer     not null,
    visit_id      uuid        not null,
    donor_id      uuid        not null,
    site_id       uuid        not null,
    kind          text        not null,
    intended_ml   integer,
    intended_doses smallint,
    opened_at     timestamptz not null,
    opened_by     uuid        not null,
    visited_on    date        not null,
    state         text        not null default 'OPEN',
    examination   jsonb,
    decision      text,
    reasons       jsonb       not null default '[]',
    rule_set      text,
    decided_at    timestamptz,
    decided_by    uuid,
    constraint visits_pk primary key (station_id, visit_id),
    constraint visits_donor foreign key (station_id, donor_id) references donors.donors,
    constraint visits_site foreign key (station_id, site_id) references station.sites,
    constraint visits_rules foreign key (rule_set) references collection.rule_sets,
    constraint visits_kind check (kind in ('WHOLE_BLOOD', 'APHERESIS_PLATELETS')),
    constraint visits_state check (state in ('OPEN', 'ELIGIBLE', 'DEFERRED', 'DONATED', 'CLOSED')),
    constraint visits_decision check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)
        and (decision is null) = (rule_set is null))
);
create unique index visits_one_open on collection.visits (station_id, donor_id) where state in ('OPEN', 'ELIGIBLE');
create index visits_day on collection.visits (station_id, visited_on, site_id);

create table collection.donations (
    station_id    integer     not null,
    din           text        not null,
    visit_id      uuid        not null,
    donor_id      uuid        not null,
    site_id       uuid        not null,
    kind          text        not null,
    first_time    boolean     not null,
    nominal_ml    integer     not null,
    doses         smallint    not null default 0,
    drawn_ml      integer     not null,
    anticoagulant text        not null,
    bag_lot       text        not null,
    started_at    timestamptz not null,
    ended_at      timestamptz not null,
    donated_on    date        not null,
    outcome       text        not null,
    reasons       jsonb       not null default '[]',
    collected_by  uuid        not null,
    command_id    uuid        not null,
    constraint donations_pk primary key (station_id, din),
    constraint donations_visit_once unique (station_id, visit_id),
    constraint donations_number foreign key (station_id, din) references units.numbers,
    constraint donations_visit foreign key (station_id, visit_id) references collection.visits,
    constraint donations_donor foreign key (station_id, donor_id) references donors.donors,
    constraint donations_kind check (kind in ('WHOLE_BLOOD', 'APHERESIS_PLATELETS')),
    constraint donations_outcome check (outcome in ('COMPLETE', 'PART', 'FAILED')),
    constraint donations_time check (started_at <= ended_at),
    constraint donations_volume check (drawn_ml between 0 and 1500),
    constraint donations_whole_blood check (kind <> 'WHOLE_BLOOD' or nominal_ml in (200, 300, 400)),
    constraint donations_doses check (kind <> 'APHERESIS_PLATELETS' or doses between 1 and 2)
);
comment on constraint donations_whole_blood on collection.donations is 'RULE V1: 400, 300 or 200 mL, never more than 400 mL at a time';
create index donations_of_donor on collection.donations (station_id, donor_id, donated_on);
create index donations_day on collection.donations (station_id, donated_on);

call audit.watch('collection.visits', 'visit_id');
call audit.append_only('collection.donations');
