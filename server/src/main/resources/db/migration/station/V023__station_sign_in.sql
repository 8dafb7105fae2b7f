-- The second factor, and who came in, who failed at the door, who left. Failures count towards the lock of an account, so
-- that a restart does not forget them; the text that was typed is never kept.
create table station.second_factors (
    station_id    integer     not null,
    factor_id     uuid        not null,
    staff_id      uuid        not null,
    secret_sealed bytea       not null,
    enrolled_at   timestamptz not null,
    ended_at      timestamptz,
    constraint second_factors_pk primary key (station_id, factor_id),
    constraint second_factors_staff foreign key (station_id, staff_id) references station.staff
);
create unique index second_factors_one on station.second_factors (station_id, staff_id) where ended_at is null;
call audit.watch('station.second_factors', 'factor_id', 'secret_sealed');

-- One use of a code is one row of sign_ins, whose keys refuse a second: nothing here ever changes.
create table station.recovery_codes (
    station_id integer not null,
    factor_id  uuid    not null,
    code_hash  bytea   not null,
    constraint recovery_codes_pk primary key (station_id, factor_id, code_hash),
    constraint recovery_codes_factor foreign key (station_id, factor_id) references station.second_factors
);
call audit.append_only('station.recovery_codes');

create table station.sign_ins (
    station_id integer     not null,
    sign_in_id uuid        not null,
    staff_id   uuid        not null,
    event      text        not null,
    at         timestamptz not null,
    address    text        not null,
    detail     text        not null default '',
    factor_id     uuid,
    totp_step     bigint,
    recovery_hash bytea,
    constraint sign_ins_pk primary key (station_id, sign_in_id),
    constraint sign_ins_staff foreign key (station_id, staff_id) references station.staff,
    constraint sign_ins_factor foreign key (station_id, factor_id) references station.second_factors,
    constraint sign_ins_step_once unique (station_id, factor_id, totp_step),
    constraint sign_ins_recovery foreign key (station_id, factor_id, recovery_hash) references station.recovery_codes,
    constraint sign_ins_recovery_once unique (station_id, factor_id, recovery_hash),
    constraint sign_ins_event check (event in
        ('SIGNED_IN', 'FAILED', 'LOCKED', 'FREED', 'SIGNED_OUT', 'COVERED', 'CONTINUED', 'DENIED', 'ENROLLED'))
);
create index sign_ins_of on station.sign_ins (station_id, staff_id, at);
comment on table station.sign_ins is 'The door: an unknown login leaves no row, only a line in the log without what was typed';
call audit.append_only('station.sign_ins');

-- At the door no station is known yet, only a login: the owner writes and counts for it.
create function station.record_sign_in(wanted text, id uuid, what text, moment timestamptz, whence text, remark text)
    returns boolean language sql security definer set search_path = pg_catalog, pg_temp as $$
    with account as (
        insert into station.sign_ins (station_id, sign_in_id, staff_id, event, at, address, detail)
        select p.station_id, id, p.staff_id, what, moment, whence, remark from station.staff p where p.login = wanted
        returning 1)
    select exists (select from account)
$$;

-- The wrong proofs since that time and since the last right one, oldest first.
create function station.wrong_proofs(wanted text, since timestamptz) returns table (at timestamptz)
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with line as (select s.event, s.at from station.sign_ins s join station.staff p using (station_id, staff_id)
                  where p.login = wanted and s.at >= since and s.event in ('FAILED', 'SIGNED_IN', 'CONTINUED', 'FREED'))
    select l.at from line l
    where l.event = 'FAILED' and l.at > coalesce((select max(k.at) from line k where k.event <> 'FAILED'), '-infinity')
    order by l.at
$$;

-- The account of a login with what is valid at one moment, by the calendar of its station. Who works for a station
-- already finds nobody of another.
create function station.account_by_login(wanted text, moment timestamptz)
    returns table (station_id integer, staff_id uuid, login text, name text, password_hash text, hospital_id uuid,
                   active boolean, temporary_until timestamptz, sessions_since timestamptz, name_zh text, name_en text,
                   time_zone text, idle_minutes integer, second_factor_for text[], has_factor boolean, duties text[])
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select p.station_id, p.staff_id, p.login, p.name, p.password_hash, p.hospital_id,
           p.active, p.temporary_until, p.sessions_since, s.name_zh, s.name_en,
           s.time_zone, s.idle_minutes, s.second_factor_for,
           exists (select from station.second_factors f
                   where f.station_id = p.station_id and f.staff_id = p.staff_id and f.ended_at is null),
           array(select distinct a.duty from station.authorisations a
                 where a.station_id = p.station_id and a.staff_id = p.staff_id
                   and (moment at time zone s.time_zone)::date between a.valid_from and a.valid_until)
    from station.staff p join station.stations s on s.station_id = p.station_id
    where p.login = wanted
      and p.station_id = coalesce(nullif(current_setting('mailuo.station', true), '')::integer, p.station_id)
$$;
grant execute on function station.account_by_login(text, timestamptz), station.record_sign_in(text, uuid, text, timestamptz, text, text),
    station.wrong_proofs(text, timestamptz) to "${application}";
