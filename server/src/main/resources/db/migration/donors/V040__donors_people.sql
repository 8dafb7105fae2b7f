create schema donors;

create table donors.donors (
    station_id    integer     not null references station.stations,
    donor_id      uuid        not null,
    donor_no      bigint      not null generated always as identity,
    name          text        not null,
    sex           text        not null,
    born_on       date        not null,
    document_kind text        not null,
    document_no   text        not null,
    phone         text        not null default '',
    registered_at timestamptz not null,
    version       integer     not null default 1,
    constraint donors_pk primary key (station_id, donor_id),
    constraint donors_document unique (station_id, document_kind, document_no),
    constraint donors_no unique (station_id, donor_no),
    constraint donors_sex check (sex in ('FEMALE', 'MALE')),
    constraint donors_name check (length(name) between 1 and 200)
);
create index donors_name on donors.donors (station_id, lower(name) text_pattern_ops);
create index donors_phone on donors.donors (station_id, phone) where phone <> '';

create table donors.deferrals (
    station_id  integer     not null,
    deferral_id uuid        not null,
    donor_id    uuid        not null,
    code        text        not null,
    scope       text        not null default 'ALL',
    permanent   boolean     not null,
    starts_on   date        not null,
    ends_on     date,
    source      text        not null,
    din         text,
    rule_set    text        not null,
    recorded_at timestamptz not null,
    recorded_by uuid        not null,
    lifted_at   timestamptz,
    lifted_by   uuid,
    lift_reason text,
    constraint deferrals_pk primary key (station_id, deferral_id),
    constraint deferrals_donor foreign key (station_id, donor_id) references donors.donors,
    constraint deferrals_scope check (scope in ('ALL', 'PLATELETS')),
    constraint deferrals_end check (not (permanent and ends_on is not null)),
    constraint deferrals_lift check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lift_reason is null))
);
comment on constraint deferrals_end on donors.deferrals is 'Permanent has no end (RULE P2); temporary without an end needs a doctor (RULE T-UNK)';
create index deferrals_donor on donors.deferrals (station_id, donor_id);

create table donors.blood_groups (
    station_id    integer     not null,
    donor_id      uuid        not null,
    din           text        not null,
    blood_group   text        not null,
    determined_at timestamptz not null,
    constraint blood_groups_pk primary key (station_id, donor_id, din),
    constraint blood_groups_donor foreign key (station_id, donor_id) references donors.donors,
    constraint blood_groups_group check (blood_group in ('O+', 'O-', 'A+', 'A-', 'B+', 'B-', 'AB+', 'AB-'))
);

call audit.watch('donors.donors', 'donor_id');
call audit.watch('donors.deferrals', 'deferral_id');
call audit.append_only('donors.blood_groups');
