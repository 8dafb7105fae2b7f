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
call audit.grant_rights('keys.checks', 'select, insert');

-- Whether any value of any station is still sealed with the key. Reads whole tables, so ask only when a key is missing.
create function keys.is_used(key integer) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    sealed record;
    used   boolean;
begin
    for sealed in select attrelid::regclass relation, attname from pg_attribute a join pg_class c on c.oid = a.attrelid
                  where c.relkind = 'r' and a.attname like '%\_sealed' and a.atttypid = 'bytea'::regtype loop
        execute format('select exists (select from %1$s where (get_byte(%2$I, 1) << 8) + get_byte(%2$I, 2) = $1)',
                       sealed.relation, sealed.attname) into used using key;
        if used then
            return true;
        end if;
    end loop;
    return false;
end $$;
grant execute on function keys.is_used(integer) to "${application}";
