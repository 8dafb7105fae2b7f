create schema station;

create table station.stations (
    station_id integer not null,
    name_zh    text    not null,
    name_en    text    not null,
    facility   text    not null,
    licence_no text    not null,
    time_zone  text    not null,
    rule_set   text    not null,
    constraint stations_pk primary key (station_id),
    constraint stations_facility unique (facility),
    constraint stations_facility_shape check (facility ~ '^[A-NP-Z1-9][0-9A-Z]{4}$')
);
comment on column station.stations.facility is 'Facility identification number of ISBT 128; A9999 is the documentation''s example';

create table station.sites (
    station_id integer not null references station.stations,
    site_id    uuid    not null,
    code       text    not null,
    kind       text    not null,
    name_zh    text    not null,
    name_en    text    not null,
    constraint sites_pk primary key (station_id, site_id),
    constraint sites_code unique (station_id, code),
    constraint sites_kind check (kind in ('CENTRE', 'HOUSE', 'BUS', 'VISIT'))
);

create table station.staff (
    station_id    integer     not null references station.stations,
    staff_id      uuid        not null,
    login         text        not null,
    name          text        not null,
    password_hash text        not null,
    hospital_id   uuid,
    active        boolean     not null default true,
    constraint staff_pk primary key (station_id, staff_id),
    constraint staff_login unique (login),
    constraint staff_login_shape check (login = lower(login) and login ~ '^[a-z0-9][a-z0-9._-]{1,39}$')
);
comment on column station.staff.hospital_id is 'Set for a portal user, who acts for this hospital only';

create table station.authorisations (
    station_id       integer not null,
    authorisation_id uuid    not null,
    staff_id         uuid    not null,
    duty             text    not null,
    valid_from       date    not null,
    valid_until      date    not null,
    constraint authorisations_pk primary key (station_id, authorisation_id),
    constraint authorisations_staff foreign key (station_id, staff_id) references station.staff,
    constraint authorisations_duty unique (station_id, staff_id, duty, valid_from),
    constraint authorisations_span check (valid_from <= valid_until)
);

call audit.watch('station.stations', 'station_id');
call audit.watch('station.sites', 'site_id');
call audit.watch('station.staff', 'staff_id', 'password_hash');
call audit.watch('station.authorisations', 'authorisation_id');
