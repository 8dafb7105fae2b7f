-- One person may have been registered twice. A merge moves no row: it points one record to the other, and whoever asks for
-- deferrals, groups, visits or donations asks for all records of the person. So nothing can be lost in it, and it can be
-- taken back (RULE I4).
create table donors.merges (
    station_id  integer     not null,
    merge_id    uuid        not null,
    merged_id   uuid        not null,
    into_id     uuid        not null,
    reason      text        not null,
    differences text[]      not null default '{}',
    merged_at   timestamptz not null,
    merged_by   uuid        not null,
    signature_id uuid       not null,
    undone_at   timestamptz,
    undone_by   uuid,
    undo_reason text,
    undo_signature_id uuid,
    constraint merges_pk primary key (station_id, merge_id),
    constraint merges_merged foreign key (station_id, merged_id) references donors.donors,
    constraint merges_into foreign key (station_id, into_id) references donors.donors,
    constraint merges_signed foreign key (station_id, signature_id, merged_by, merged_at)
        references station.signatures (station_id, signature_id, signer_id, signed_at) deferrable initially deferred,
    constraint merges_undo_signed foreign key (station_id, undo_signature_id, undone_by, undone_at)
        references station.signatures (station_id, signature_id, signer_id, signed_at) deferrable initially deferred,
    constraint merges_two check (merged_id <> into_id),
    constraint merges_reason check (length(reason) between 1 and 500),
    constraint merges_undone check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undo_reason is null)
        and (undone_at is null) = (undo_signature_id is null))
);
comment on column donors.merges.differences is 'Where the two records disagree and who merged them confirmed it: SEX, BORN_ON, BLOOD_GROUP';
create unique index merges_once on donors.merges (station_id, merged_id) where undone_at is null;
create index merges_of_survivor on donors.merges (station_id, into_id);

alter table donors.donors
    add column merged_into uuid,
    add column person_id   uuid not null generated always as (coalesce(merged_into, donor_id)) stored,
    add constraint donors_merged foreign key (station_id, merged_into) references donors.donors,
    add constraint donors_not_into_itself check (merged_into <> donor_id);
comment on column donors.donors.merged_into is 'The record that stands for this person now; never one that is merged itself';
create index donors_person on donors.donors (station_id, person_id);

call audit.grant_rights('donors.donors', 'update (merged_into)');

-- Every record of the person behind a record, itself included. The one place that knows it.
create view donors.identities with (security_invoker = true) as
select d.station_id, d.donor_id, i.donor_id as identity_id, d.person_id
from donors.donors d
join donors.donors i on i.station_id = d.station_id and i.person_id = d.person_id;
call audit.grant_rights('donors.identities', 'select');

create function donors.guard_merge() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if old.undone_at is not null
       or pg_catalog.to_jsonb(new) - array['undone_at', 'undone_by', 'undo_reason', 'undo_signature_id'] is distinct from
          pg_catalog.to_jsonb(old) - array['undone_at', 'undone_by', 'undo_reason', 'undo_signature_id'] then
        raise exception 'A merge is undone once and otherwise stays as it was' using errcode = 'check_violation', constraint = 'merges_fixed';
    end if;
    perform station.require_author(new.station_id, new.undone_by, 'QUALITY');
    return new;
end $$;
create trigger guard_merge before update on donors.merges for each row execute function donors.guard_merge();
create trigger keep_merge before delete or truncate on donors.merges for each statement execute function audit.refuse_change();
call audit.watch('donors.merges', 'merge_id', rights => 'select, insert, update (undone_at, undone_by, undo_reason, undo_signature_id)');

-- At the end of the transaction the pointers say what the merges say: one survivor a person, and no pointer without a
-- merge that gives its reason.
create function donors.guard_pointer() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if exists (select from donors.donors d
               where d.station_id = new.station_id and d.donor_id = new.donor_id
                 and (exists (select from donors.donors s where s.station_id = d.station_id
                                and s.donor_id = d.merged_into and s.merged_into is not null)
                      or (d.merged_into is not null
                          and exists (select from donors.donors f where f.station_id = d.station_id and f.merged_into = d.donor_id))
                      or (d.merged_into is not null) <>
                          exists (select from donors.merges m where m.station_id = d.station_id
                                    and m.merged_id = d.donor_id and m.undone_at is null))) then
        raise exception 'A record is merged by a merge, into one that is not merged' using errcode = 'check_violation', constraint = 'donors_merge';
    end if;
    return null;
end $$;
create constraint trigger guard_pointer after update of merged_into on donors.donors
    deferrable initially deferred for each row execute function donors.guard_pointer();
