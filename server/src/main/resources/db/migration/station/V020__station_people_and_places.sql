create schema station;

create table station.stations (
    station_id integer not null,
    name_zh    text    not null,
    name_en    text    not null,
    facility   text    not null,
    licence_no text    not null,
    time_zone  text    not null,
    rule_set   text    not null,
    idle_minutes      integer not null default 15,
    second_factor_for text[]  not null default '{ADMINISTER,QUALITY,RELEASE}',
    constraint stations_pk primary key (station_id),
    constraint stations_facility unique (facility),
    constraint stations_facility_shape check (facility ~ '^[A-NP-Z1-9][0-9A-Z]{4}$'),
    constraint stations_idle check (idle_minutes between 1 and 60)
);
comment on column station.stations.facility is 'Facility identification number of ISBT 128; A9999 is the documentation''s example';
comment on column station.stations.idle_minutes is 'After so many minutes without a touch a session is locked';
comment on column station.stations.second_factor_for is 'Who has one of these duties signs in with a second factor';

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
    opened_at       timestamptz not null default audit.command_at(),
    temporary_until timestamptz,
    sessions_since  timestamptz not null default audit.command_at(),
    constraint staff_pk primary key (station_id, staff_id),
    constraint staff_login unique (login),
    constraint staff_login_shape check (login = lower(login) and login ~ '^[a-z0-9][a-z0-9._-]{1,39}$')
);
comment on column station.staff.hospital_id is 'Set for a portal user, who acts for this hospital only';
comment on column station.staff.temporary_until is 'Set while somebody else knows the password: it must be changed by then';
comment on column station.staff.sessions_since is 'Sessions begun before this time are over';

create table station.trainings (
    station_id  integer not null,
    training_id uuid    not null,
    staff_id    uuid    not null,
    subject     text    not null,
    trainer     text    not null,
    trained_on  date    not null,
    valid_until date    not null,
    constraint trainings_pk primary key (station_id, training_id),
    constraint trainings_staff foreign key (station_id, staff_id) references station.staff,
    constraint trainings_whose unique (station_id, training_id, staff_id, trained_on, valid_until),
    constraint trainings_span check (trained_on <= valid_until),
    constraint trainings_named check (subject <> '' and trainer <> '')
);
create index trainings_of on station.trainings (station_id, staff_id);

create table station.authorisations (
    station_id       integer not null,
    authorisation_id uuid    not null,
    staff_id         uuid    not null,
    duty             text    not null,
    valid_from       date    not null,
    valid_until      date    not null,
    training_id      uuid    not null,
    trained_on       date    not null,
    trained_until    date    not null,
    constraint authorisations_pk primary key (station_id, authorisation_id),
    constraint authorisations_staff foreign key (station_id, staff_id) references station.staff,
    constraint authorisations_duty unique (station_id, staff_id, duty, valid_from),
    constraint authorisations_span check (valid_from <= valid_until),
    constraint authorisations_training foreign key (station_id, training_id, staff_id, trained_on, trained_until)
        references station.trainings (station_id, training_id, staff_id, trained_on, valid_until) on update cascade,
    constraint authorisations_trained check (trained_on <= valid_from and valid_until <= trained_until)
);
comment on constraint authorisations_trained on station.authorisations is
    'Hard stop 19: nobody has a duty before the training or beyond its end';

-- Whether a person had a duty at a time, by the calendar of the station (hard stop 19). Triggers of other modules ask it.
create function station.may(house integer, person uuid, wanted text, moment timestamptz) returns boolean
    language sql stable as $$
    select exists (
        select from station.authorisations a
        join station.staff p on p.station_id = a.station_id and p.staff_id = a.staff_id and p.active
        join station.stations s on s.station_id = a.station_id
        where a.station_id = house and a.staff_id = person and a.duty = wanted
          and (moment at time zone s.time_zone)::date between a.valid_from and a.valid_until)
$$;

call audit.watch('station.stations', 'station_id');
call audit.watch('station.sites', 'site_id', rights => 'select, insert');
call audit.watch('station.staff', 'staff_id', 'password_hash');
call audit.watch('station.trainings', 'training_id');
call audit.watch('station.authorisations', 'authorisation_id', rights => 'select, insert, update, delete');
grant execute on function station.may(integer, uuid, text, timestamptz) to "${application}";

-- Asked before anybody works for a station: by night jobs, and whether there is one yet.
create function station.station_ids() returns setof integer
    language sql stable security definer set search_path = pg_catalog, pg_temp
    as $$ select station_id from station.stations order by 1 $$;
grant execute on function station.station_ids() to "${application}";
