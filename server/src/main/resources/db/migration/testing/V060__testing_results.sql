create schema testing;

-- Which markers a donation needs, by edition of the operating procedures (FACTS 2.3).
create table testing.schemes (
    scheme         text   not null,
    effective_from date   not null,
    effective_to   date,
    markers        text[] not null,
    alt_limit      integer not null,
    constraint schemes_pk primary key (scheme)
);
insert into testing.schemes (scheme, effective_from, effective_to, markers, alt_limit) values
    ('CN-2019', date '2015-01-01', null,
     array['HBSAG', 'ANTI_HCV', 'HIV_AGAB', 'TP_1', 'TP_2', 'HBV_DNA', 'HCV_RNA', 'HIV_RNA', 'ALT', 'ABO_FORWARD', 'ABO_REVERSE', 'RHD'], 50);

create table testing.samples (
    station_id  integer     not null,
    din         text        not null,
    received_at timestamptz not null,
    received_by uuid        not null,
    command_id  uuid        not null,
    constraint samples_pk primary key (station_id, din),
    constraint samples_donation foreign key (station_id, din) references collection.donations
);

create table testing.runs (
    station_id   integer     not null,
    run_id       uuid        not null,
    assay        text        not null,
    manufacturer text        not null,
    lot          text        not null,
    lot_expires  date        not null,
    instrument   text        not null,
    started_at   timestamptz not null,
    operator     uuid        not null,
    controls     text        not null,
    reviewed_at  timestamptz,
    reviewed_by  uuid,
    state        text        not null default 'RUNNING',
    constraint runs_pk primary key (station_id, run_id),
    constraint runs_state check (state in ('RUNNING', 'VALID', 'INVALID')),
    constraint runs_controls check (controls in ('IN', 'OUT')),
    constraint runs_valid check (state <> 'VALID' or controls = 'IN'),
    constraint runs_two_persons check (reviewed_by is null or reviewed_by <> operator)
);
comment on constraint runs_two_persons on testing.runs is 'Who ran it does not review it (hard stop 18)';

create table testing.results (
    station_id integer     not null,
    din        text        not null,
    marker     text        not null,
    attempt    smallint    not null,
    run_id     uuid        not null,
    outcome    text        not null,
    value      numeric(10, 3),
    at         timestamptz not null,
    entered_by uuid        not null,
    command_id uuid        not null,
    reason     text,
    constraint results_pk primary key (station_id, din, marker, attempt),
    constraint results_sample foreign key (station_id, din) references testing.samples,
    constraint results_run foreign key (station_id, run_id) references testing.runs,
    constraint results_attempt check (attempt between 1 and 99)
);
comment on table testing.results is 'Append-only: a correction is a further attempt with its reason; the old one stays visible (RULE V12)';
create index results_run on testing.results (station_id, run_id);

create table testing.conclusions (
    station_id   integer     not null,
    din          text        not null,
    revision     smallint    not null,
    fitness      text        not null,
    blood_group  text,
    reasons      jsonb       not null,
    scheme       text        not null references testing.schemes,
    concluded_at timestamptz not null,
    concluded_by uuid        not null,
    command_id   uuid        not null,
    constraint conclusions_pk primary key (station_id, din, revision),
    constraint conclusions_sample foreign key (station_id, din) references testing.samples,
    constraint conclusions_fitness check (fitness in ('FIT', 'UNFIT', 'PENDING')),
    constraint conclusions_fit check (fitness <> 'FIT' or blood_group is not null),
    constraint conclusions_group check (blood_group in ('O+', 'O-', 'A+', 'A-', 'B+', 'B-', 'AB+', 'AB-'))
);
comment on table testing.conclusions is 'Computed by the system only; the highest revision is in force';

call audit.watch('testing.runs', 'run_id');
call audit.append_only('testing.samples');
call audit.append_only('testing.results');
call audit.append_only('testing.conclusions');
