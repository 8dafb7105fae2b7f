-- Who came in, who failed at the door, who left. Failures count towards the lock of an account, so a restart does not
-- forget them; the text that was typed is never kept.
create table station.sign_ins (
    station_id integer     not null,
    sign_in_id uuid        not null,
    staff_id   uuid        not null,
    event      text        not null,
    at         timestamptz not null,
    address    text        not null,
    detail     text        not null default '',
    constraint sign_ins_pk primary key (station_id, sign_in_id),
    constraint sign_ins_staff foreign key (station_id, staff_id) references station.staff,
    constraint sign_ins_event check (event in
        ('SIGNED_IN', 'FAILED', 'LOCKED', 'FREED', 'SIGNED_OUT', 'COVERED', 'CONTINUED', 'DENIED'))
);
create index sign_ins_of on station.sign_ins (station_id, staff_id, at);
comment on table station.sign_ins is 'The door: an unknown login leaves no row, only a line in the log without what was typed';
call audit.append_only('station.sign_ins');
