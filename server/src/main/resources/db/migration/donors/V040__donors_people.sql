create schema donors;

create table donors.donors (
    -- No key to the one row of the station: every registration would have to lock it. A visit's site proves it.
    station_id    integer     not null,
    donor_id      uuid        not null,
    donor_no      bigint      not null generated always as identity,
    name          text        not null,
    name_key      text collate "C" not null generated always as (lower(name)) stored,
    sex           text        not null,
    born_on       date        not null,
    document_kind   text      not null,
    document_sealed bytea     not null,
    document_key    bytea     not null,
    phone_sealed    bytea,
    phone_key       bytea,
    address_sealed  bytea,
    registered_at timestamptz not null,
    version       integer     not null default 1,
    constraint donors_pk primary key (station_id, donor_id),
    constraint donors_document unique (station_id, document_key),
    constraint donors_no unique (station_id, donor_no),
    constraint donors_sex check (sex in ('FEMALE', 'MALE')),
    constraint donors_name check (length(name) between 1 and 200),
    constraint donors_born check (born_on >= date '1850-01-01'),
    constraint donors_sealed check (length(document_key) = 16 and length(phone_key) = 16
        and length(document_sealed) > 30 and length(phone_sealed) > 30 and length(address_sealed) > 30),
    constraint donors_phone_key check ((phone_sealed is null) = (phone_key is null)),
    constraint donors_document_kind check (document_kind in ('RESIDENT_ID', 'FOREIGN_RESIDENT', 'PASSPORT',
        'HK_MACAO_PERMIT', 'TAIWAN_PERMIT', 'MILITARY', 'OTHER'))
);
comment on constraint donors_document on donors.donors is 'One person, one record: a document is registered once (RULE I4)';
comment on column donors.donors.document_sealed is 'Identity number, AES-256-GCM; the key lies outside the database';
comment on column donors.donors.document_key is 'Keyed hash of kind and number, HMAC-SHA-256: equal documents are found and never registered twice';
comment on column donors.donors.name_key is 'For the search by the beginning of a name as a range: unlike "like" it is leakproof, so that row-level security does not cost the index';
create index donors_name on donors.donors (station_id, name_key);
create index donors_phone on donors.donors (station_id, phone_key) where phone_key is not null;

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
    lift_signature_id uuid,
    constraint deferrals_pk primary key (station_id, deferral_id),
    constraint deferrals_donor foreign key (station_id, donor_id) references donors.donors,
    constraint deferrals_scope check (scope in ('ALL', 'PLATELETS')),
    constraint deferrals_end check (not (permanent and ends_on is not null)),
    constraint deferrals_span check (ends_on is null or starts_on <= ends_on),
    constraint deferrals_lift check (num_nulls(lifted_at, lifted_by, lift_reason, lift_signature_id) in (0, 4)),
    constraint deferrals_lift_signed foreign key (station_id, lift_signature_id, lifted_by, lifted_at)
        references station.signatures (station_id, signature_id, signer_id, signed_at) deferrable initially deferred
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
       or to_jsonb(new) - array['lifted_at', 'lifted_by', 'lift_reason', 'lift_signature_id'] is distinct from
          to_jsonb(old) - array['lifted_at', 'lifted_by', 'lift_reason', 'lift_signature_id'] then
        raise exception 'A deferral is lifted once and otherwise stays as it was' using errcode = 'check_violation', constraint = 'deferrals_fixed';
    end if;
    return new;
end $$;
create trigger guard_deferral before update on donors.deferrals for each row execute function donors.guard_deferral();
create trigger keep_deferral before delete or truncate on donors.deferrals for each statement execute function audit.refuse_change();
create trigger keep_donor before delete or truncate on donors.donors for each statement execute function audit.refuse_change();

call audit.watch('donors.donors', 'donor_id', 'document_sealed,document_key,phone_sealed,phone_key,address_sealed',
    'select, insert, update (name, document_kind, document_sealed, document_key, phone_sealed, phone_key, address_sealed, version)');
call audit.watch('donors.deferrals', 'deferral_id', rights => 'select, insert, update (lifted_at, lifted_by, lift_reason, lift_signature_id)');
call audit.append_only('donors.blood_groups');
