-- Which keys sealed something, and how to recognise them. The keys themselves lie in a file outside the database.
create schema keys;

create table keys.checks (
    key_id      integer not null,
    check_value bytea   not null,
    constraint checks_pk primary key (key_id),
    constraint checks_value check (length(check_value) = 32)
);
comment on table keys.checks is 'One keyed hash of a fixed text for each key: another key of the same number is found out at the start';

call audit.refuse_changes('keys.checks');
