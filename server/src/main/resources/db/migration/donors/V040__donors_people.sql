create schema donors;

create table donors.donors (
    -- No key to the one row of the station: every registration would have to lock it. A visit's site proves it.
    station_id    integer     not null,
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
    constraint donors_name check (length(name) between 1 and 200),
    constraint donors_born check (born_on >= date '1850-01-01'),
    constraint donors_document_kind check (document_kind in ('RESIDENT_ID', 'PASSPORT', 'OTHER'))
);
comment on constraint donors_document on donors.donors is 'One person, one record: a document is registered once (RULE I4)';
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
    constraint deferrals_span check (ends_on is null or starts_on <= ends_on),
    constraint deferrals_lift check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lift_reason is null))
);
comment on column donors.deferrals.ends_on is 'The first day on which the donor may give again; null with not permanent: a doctor decides (RULE T-UNK)';
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

-- A deferral is lifted once, with a reason, and otherwise stays as it was written (RULE P2).
create function donors.guard_deferral() returns trigger language plpgsql as $$
begin
    if old.lifted_at is not null
       or to_jsonb(new) - array['lifted_at', 'lifted_by', 'lift_reason'] is distinct from
          to_jsonb(old) - array['lifted_at', 'lifted_by', 'lift_reason'] then
        raise exception 'A deferral is lifted once and otherwise stays as it was' using errcode = 'check_violation', constraint = 'deferrals_fixed';
    end if;
    return new;
end $$;
create trigger guard_deferral before update on donors.deferrals for each row execute function donors.guard_deferral();
create trigger keep_deferral before delete or truncate on donors.deferrals for each statement execute function audit.refuse_change();
create trigger keep_donor before delete or truncate on donors.donors for each statement execute function audit.refuse_change();

call audit.watch('donors.donors', 'donor_id');
call audit.watch('donors.deferrals', 'deferral_id');
call audit.append_only('donors.blood_groups');
