create schema testing;

-- Which markers a donation needs and how they are judged, by edition of the operating procedures (FACTS 2.3, 2.4).
create table testing.schemes (
    scheme              text     not null,
    jurisdiction        text     not null,
    standard            text     not null,
    edition             text     not null,
    effective_from      date     not null,
    effective_to        date,
    markers             text[]   not null,
    repeat_policy       text     not null,
    alt_limit           integer  not null,
    alt_deferral_months smallint not null,
    constraint schemes_pk primary key (scheme),
    constraint schemes_one_in_force exclude using gist (jurisdiction with =, daterange(effective_from, effective_to, '[]') with &&),
    constraint schemes_repeat check (repeat_policy in ('DUPLICATE', 'NONE'))
);
comment on column testing.schemes.repeat_policy is
    'DUPLICATE: an initially reactive well is repeated in duplicate; NONE: the first reactive decides (RULE L2)';
comment on column testing.schemes.alt_limit is 'U/L; a value equal to the limit is within it';
insert into testing.schemes (scheme, jurisdiction, standard, edition, effective_from, effective_to, markers, repeat_policy, alt_limit, alt_deferral_months) values
    ('CN-2019', 'CN', '血站技术操作规程', '2019', date '2015-01-01', null,
     array['HBSAG', 'ANTI_HCV', 'HIV_AGAB', 'TP_1', 'TP_2', 'HBV_DNA', 'HCV_RNA', 'HIV_RNA', 'ALT', 'ABO_FORWARD', 'ABO_REVERSE', 'RHD'],
     'DUPLICATE', 50, 6);

create table testing.samples (
    station_id  integer     not null,
    din         text        not null,
    donated_on  date        not null,
    received_at timestamptz not null,
    received_by uuid        not null,
    command_id  uuid        not null,
    fitness     text        not null default 'PENDING',
    constraint samples_pk primary key (station_id, din),
    constraint samples_donation foreign key (station_id, din) references collection.donations,
    constraint samples_fitness check (fitness in ('FIT', 'UNFIT', 'PENDING'))
);
comment on column testing.samples.fitness is
    'That of the conclusion in force, kept by the trigger on testing.conclusions for work lists; the row is also the lock under which a donation is tested and concluded';
create index samples_day on testing.samples (station_id, donated_on, din);
create index samples_open on testing.samples (station_id, received_at, din) where fitness = 'PENDING';
create index samples_unfit on testing.samples (station_id, donated_on, din) where fitness = 'UNFIT';

create table testing.runs (
    station_id   integer     not null,
    run_id       uuid        not null,
    assay        text        not null,
    markers      text[]      not null,
    manufacturer text        not null,
    lot          text        not null,
    lot_expires  date        not null,
    instrument   text        not null,
    started_at   timestamptz not null,
    started_on   date        not null,
    operator     uuid        not null,
    command_id   uuid        not null,
    controls     text        not null,
    state        text        not null default 'RUNNING',
    reviewed_at  timestamptz,
    reviewed_by  uuid,
    signature_id uuid,
    constraint runs_pk primary key (station_id, run_id),
    constraint runs_state check (state in ('RUNNING', 'VALID', 'INVALID')),
    constraint runs_reviewed check (num_nulls(reviewed_at, reviewed_by, signature_id) = case state when 'RUNNING' then 3 else 0 end),
    constraint runs_signed foreign key (station_id, signature_id, reviewed_by, reviewed_at)
        references station.signatures (station_id, signature_id, signer_id, signed_at) deferrable initially deferred,
    constraint runs_controls check (controls in ('IN', 'OUT')),
    constraint runs_valid check (state <> 'VALID' or (controls = 'IN' and lot_expires >= started_on)),
    constraint runs_two_persons check (reviewed_by is null or reviewed_by <> operator)
);
comment on constraint runs_valid on testing.runs is 'Controls out or an expired lot make the whole run invalid (RULE V11)';
comment on constraint runs_two_persons on testing.runs is 'Who ran it does not review it (RULE V13, hard stop 18)';
create index runs_of_signature on testing.runs (station_id, signature_id) where signature_id is not null;
create index runs_waiting on testing.runs (station_id, started_at) where state = 'RUNNING';
create index runs_latest on testing.runs (station_id, started_at desc);

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
    corrects   smallint,
    constraint results_pk primary key (station_id, din, marker, attempt),
    constraint results_sample foreign key (station_id, din) references testing.samples,
    constraint results_run foreign key (station_id, run_id) references testing.runs,
    constraint results_attempt check (attempt between 1 and 99),
    constraint results_corrects check (corrects is null or (corrects < attempt and reason is not null)),
    constraint results_corrected foreign key (station_id, din, marker, corrects) references testing.results,
    constraint results_outcome check (case marker
        when 'ABO_FORWARD' then outcome = 'INVALID' or outcome ~ '^A[-+?]B[-+?](H[-+?])?$'
        when 'ABO_REVERSE' then outcome = 'INVALID' or outcome ~ '^A[-+?]B[-+?](O[-+?])?$'
        when 'RHD' then outcome in ('POSITIVE', 'NEGATIVE', 'IAT_POSITIVE', 'IAT_NEGATIVE', 'INVALID')
        when 'ALT' then outcome = 'INVALID' or (outcome = 'MEASURED' and value between 0 and 99999)
        when 'HBV_DNA' then outcome in ('NON_REACTIVE', 'REACTIVE', 'INVALID')
        when 'HCV_RNA' then outcome in ('NON_REACTIVE', 'REACTIVE', 'INVALID')
        when 'HIV_RNA' then outcome in ('NON_REACTIVE', 'REACTIVE', 'INVALID')
        else outcome in ('NON_REACTIVE', 'GREY', 'REACTIVE', 'INVALID') end)
);
comment on table testing.results is 'Append-only: a correction is a further attempt with its reason; the old one stays visible (RULE V12)';
comment on column testing.results.corrects is 'The attempt, entered in the same run and not yet reviewed, that this one puts right';
create unique index results_corrected_once on testing.results (station_id, din, marker, corrects) where corrects is not null;
create index results_of_run on testing.results (station_id, run_id);

create table testing.conclusions (
    station_id   integer     not null,
    din          text        not null,
    revision     smallint    not null,
    fitness      text        not null,
    blood_group  text,
    reasons      jsonb       not null,
    notes        jsonb       not null,
    complete     boolean     not null,
    seen_results smallint    not null,
    scheme       text        not null references testing.schemes,
    concluded_at timestamptz not null,
    concluded_by uuid        not null,
    command_id   uuid        not null,
    constraint conclusions_pk primary key (station_id, din, revision),
    constraint conclusions_sample foreign key (station_id, din) references testing.samples,
    constraint conclusions_fitness check (fitness in ('FIT', 'UNFIT', 'PENDING')),
    constraint conclusions_fit check (fitness <> 'FIT' or (blood_group is not null and complete and reasons = '[]')),
    constraint conclusions_group check (blood_group in ('O+', 'O-', 'A+', 'A-', 'B+', 'B-', 'AB+', 'AB-'))
);
comment on table testing.conclusions is 'Computed by the system only; the highest revision is in force';
comment on column testing.conclusions.complete is 'Every marker of the scheme had a final result';
comment on column testing.conclusions.seen_results is 'How many results it was drawn from: one more in the table, and it is no longer final';

create function testing.guard_run() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.state <> 'RUNNING' then
            raise exception 'A run is reviewed after it ran' using errcode = 'check_violation', constraint = 'runs_start';
        end if;
        return new;
    end if;
    if (to_jsonb(new) - array['state', 'reviewed_at', 'reviewed_by', 'signature_id']) <> (to_jsonb(old) - array['state', 'reviewed_at', 'reviewed_by', 'signature_id'])
       or not ((old.state, new.state) in (('RUNNING', 'VALID'), ('RUNNING', 'INVALID'), ('VALID', 'INVALID'))) then
        raise exception 'A run is reviewed once, and then only withdrawn' using errcode = 'check_violation', constraint = 'runs_way';
    end if;
    if exists (select from testing.results
               where station_id = new.station_id and run_id = new.run_id and entered_by = new.reviewed_by) then
        raise exception 'Who entered a result does not review it' using errcode = 'check_violation', constraint = 'runs_two_persons';
    end if;
    return new;
end $$;
create trigger guard_run before insert or update on testing.runs for each row execute function testing.guard_run();
create trigger keep_run before delete or truncate on testing.runs for each statement execute function audit.refuse_change();

create trigger keep_sample before delete or truncate on testing.samples for each statement execute function audit.refuse_change();

call audit.keep('testing.samples', '{din,donated_on,received_at,received_by,command_id}');
call audit.reference('testing.schemes');
-- The row lock of a sample asks for a column that may be changed; guard_sample refuses every change but the trigger's.
call audit.isolate('testing.samples', 'select, insert, update (received_at)');
call audit.watch('testing.runs', 'run_id', rights => 'select, insert, update (state, reviewed_at, reviewed_by, signature_id)');
call audit.append_only('testing.results');
call audit.append_only('testing.conclusions');
