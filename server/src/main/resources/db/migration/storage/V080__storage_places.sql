create schema storage;

create table storage.places (
    station_id integer not null references station.stations,
    place_id   uuid    not null,
    code       text    not null,
    name_zh    text    not null,
    name_en    text    not null,
    band       text    not null,
    zone       text    not null,
    site_id    uuid,
    constraint places_pk primary key (station_id, place_id),
    constraint places_code unique (station_id, code),
    constraint places_site foreign key (station_id, site_id) references station.sites,
    constraint places_code_shape check (code ~ '^[A-Z0-9][A-Z0-9-]{0,15}$'),
    constraint places_band check (band in ('COLD_2_6', 'PLATELETS_20_24', 'FROZEN_18', 'FROZEN_65', 'FROZEN_120')),
    constraint places_zone check (zone in ('QUARANTINE', 'RELEASED', 'UNFIT'))
);
comment on column storage.places.zone is 'Quarantine, released and unfit blood are physically apart (FACTS 5.1)';

create table storage.discards (
    station_id   integer     not null,
    discard_id   uuid        not null,
    bag_id       uuid        not null,
    reason       text        not null,
    discarded_at timestamptz not null,
    discarded_by uuid        not null,
    witness_id   uuid        not null,
    command_id   uuid        not null,
    signature_id uuid        not null,
    constraint discards_pk primary key (station_id, discard_id),
    constraint discards_once unique (station_id, bag_id),
    constraint discards_bag foreign key (station_id, bag_id) references units.bags,
    constraint discards_witness foreign key (station_id, witness_id) references station.staff,
    constraint discards_two_persons check (witness_id <> discarded_by),
    constraint discards_signed foreign key (station_id, signature_id, witness_id, discarded_at)
        references station.signatures (station_id, signature_id, signer_id, signed_at) deferrable initially deferred
);
create index discards_of_signature on storage.discards (station_id, signature_id);
comment on constraint discards_two_persons on storage.discards is 'Two persons, one of them a witness (FACTS 2.8, hard stop 18)';

create table storage.expiry_runs (
    station_id integer     not null,
    run_id     uuid        not null,
    run_at     timestamptz not null,
    run_by     uuid        not null,
    command_id uuid        not null,
    bags       uuid[]      not null,
    constraint expiry_runs_pk primary key (station_id, run_id)
);
create index expiry_runs_recent on storage.expiry_runs (station_id, run_at);

call audit.watch('storage.places', 'place_id', rights => 'select, insert');
call audit.append_only('storage.discards');
call audit.append_only('storage.expiry_runs');
