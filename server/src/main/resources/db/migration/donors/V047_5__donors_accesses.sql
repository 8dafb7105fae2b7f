-- Who looked at whom: written beside the page, never changed.
create table donors.accesses (
    station_id integer     not null,
    access_id  uuid        not null,
    -- No key to the donor: whoever tries an id that is none is taken down as well.
    donor_id   uuid        not null,
    staff_id   uuid        not null,
    login      text        not null,
    page       text        not null,
    origin     text        not null,
    at         timestamptz not null,
    constraint accesses_pk primary key (station_id, access_id),
    constraint accesses_page check (page in ('DONOR', 'VISIT', 'DONATION', 'MERGE', 'EXPORT', 'HISTORY', 'CALLS', 'ACCESSES'))
);
comment on column donors.accesses.page is 'What was shown of the person; lists of search results are not recorded';
create index accesses_of_donor on donors.accesses (station_id, donor_id, at);
create index accesses_by_staff on donors.accesses (station_id, staff_id, at);
call audit.append_only('donors.accesses');
