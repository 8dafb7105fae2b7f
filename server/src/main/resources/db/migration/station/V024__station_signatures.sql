-- Electronic signatures: who vouched for what, with which meaning, bound by digest to exactly what was signed. The rows
-- that a signature authorises name it by a deferred foreign key together with the person, so that the database takes no
-- release, issue or discard whose signer is not the person that the row names, at the moment that it names.
create table station.signatures (
    station_id   integer     not null,
    signature_id uuid        not null,
    signer_id    uuid        not null,
    signer_name  text        not null,
    meaning      text        not null,
    kind         text        not null collate "C",
    record_id    text        not null collate "C",
    digest       bytea       not null,
    signed_at    timestamptz not null,
    command_id   uuid        not null,
    own_digest   bytea       not null,
    constraint signatures_pk primary key (station_id, signature_id),
    constraint signatures_given unique (station_id, signature_id, signer_id, signed_at),
    constraint signatures_signer foreign key (station_id, signer_id) references station.staff,
    constraint signatures_command foreign key (station_id, command_id) references audit.commands,
    constraint signatures_meaning check (meaning in ('RELEASED', 'REVIEWED', 'CHECKED', 'WITNESSED', 
        'VOIDED', 'HOLD_LIFTED', 'DEFERRAL_LIFTED', 'APPROVED')),
    constraint signatures_digests check (length(digest) = 32 and length(own_digest) = 32)
);
comment on column station.signatures.digest is 'SHA-256 of the canonical text of the record at the moment of signing; another text today means that the record was changed';
comment on column station.signatures.own_digest is 'SHA-256 of the columns before it, so that a changed signature shows too';
comment on column station.signatures.signer_name is 'As it was on that day';
create index signatures_of_record on station.signatures (station_id, kind, record_id);

-- Nobody signs whose account is closed or who has no authorisation on that day (hard stop 19), and nobody for another command.
create function station.guard_signature() returns trigger language plpgsql as $$
begin
    if new.command_id <> audit.command_id() or new.signed_at <> audit.command_at() then
        raise exception 'A signature belongs to the command that it was given for' using errcode = 'check_violation', constraint = 'signatures_of_command';
    end if;
    if not exists (select from station.staff p
                   join station.stations s on s.station_id = p.station_id
                   join station.authorisations a on a.station_id = p.station_id and a.staff_id = p.staff_id
                   where p.station_id = new.station_id and p.staff_id = new.signer_id and p.active
                     and (new.signed_at at time zone s.time_zone)::date between a.valid_from and a.valid_until) then
        raise exception 'The signer is not authorised' using errcode = 'check_violation', constraint = 'signatures_authorised';
    end if;
    return new;
end $$;
create trigger guard_signature before insert on station.signatures for each row execute function station.guard_signature();

call audit.append_only('station.signatures');

-- A moment as the texts of signed records spell it: the same on every machine, whatever its time zone and manner.
create function station.utc(moment timestamptz) returns text language sql stable set search_path = pg_catalog
    as $$ select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;
grant execute on function station.utc(timestamptz) to "${application}";
