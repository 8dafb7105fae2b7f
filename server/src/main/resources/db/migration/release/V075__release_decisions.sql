create schema release;

create table release.batches (
    station_id integer     not null,
    batch_id   uuid        not null,
    decided_at timestamptz not null,
    decided_by uuid        not null,
    edition    text        not null,
    released   integer     not null,
    refused    integer     not null,
    command_id uuid        not null,
    constraint batches_pk primary key (station_id, batch_id)
);

create table release.decisions (
    station_id  integer not null,
    bag_id      uuid    not null,
    batch_id    uuid    not null,
    outcome     text    not null,
    blood_group text,
    reasons     jsonb   not null,
    constraint decisions_pk primary key (station_id, bag_id, batch_id),
    constraint decisions_bag foreign key (station_id, bag_id) references units.bags,
    constraint decisions_batch foreign key (station_id, batch_id) references release.batches,
    constraint decisions_outcome check (outcome in ('RELEASED', 'REFUSED')),
    constraint decisions_group check (outcome <> 'RELEASED' or blood_group is not null),
    constraint decisions_reasons check ((outcome = 'REFUSED') = (reasons <> '[]'::jsonb))
);
comment on table release.decisions is 'Every decision with all its reasons; a refused bag may be decided again in a later batch';

-- A label belongs to the bag for ever; copy n + 1 exists only where copy n was voided (hard stop 11).
create table release.labels (
    station_id integer     not null,
    bag_id     uuid        not null,
    copy       smallint    not null,
    replaces   smallint,
    codes      text        not null,
    printed_at timestamptz not null,
    printed_by uuid        not null,
    command_id uuid        not null,
    constraint labels_pk primary key (station_id, bag_id, copy),
    constraint labels_bag foreign key (station_id, bag_id) references units.bags,
    constraint labels_copy check (copy >= 1 and (copy = 1) = (replaces is null) and (replaces is null or replaces = copy - 1))
);

create table release.label_voids (
    station_id integer     not null,
    bag_id     uuid        not null,
    copy       smallint    not null,
    reason     text        not null,
    voided_at  timestamptz not null,
    voided_by  uuid        not null,
    command_id uuid        not null,
    constraint label_voids_pk primary key (station_id, bag_id, copy),
    constraint label_voids_label foreign key (station_id, bag_id, copy) references release.labels
);
alter table release.labels add constraint labels_replaced
    foreign key (station_id, bag_id, replaces) references release.label_voids (station_id, bag_id, copy);

create table release.label_checks (
    station_id integer     not null,
    bag_id     uuid        not null,
    copy       smallint    not null,
    checked_at timestamptz not null,
    checked_by uuid        not null,
    command_id uuid        not null,
    constraint label_checks_pk primary key (station_id, bag_id, copy),
    constraint label_checks_label foreign key (station_id, bag_id, copy) references release.labels
);
comment on table release.label_checks is 'The printed label was scanned back and said what was computed';

call audit.append_only('release.batches');
call audit.append_only('release.decisions');
call audit.append_only('release.labels');
call audit.append_only('release.label_voids');
call audit.append_only('release.label_checks');

-- The last lock on the way out of quarantine: whatever the code above believes, a bag becomes available only by a
-- recorded decision, for the group that the laboratory concluded, and while that conclusion is fit (REL 4 to 6).
create function release.guard_release() returns trigger language plpgsql as $$
begin
    if not exists (select from release.decisions d
                   where d.station_id = new.station_id and d.bag_id = new.bag_id and d.batch_id = new.release_id
                     and d.outcome = 'RELEASED' and d.blood_group = new.blood_group) then
        raise exception 'No release decision for this bag and group' using errcode = 'check_violation', constraint = 'bags_decided';
    end if;
    if (select c.fitness <> 'FIT' or c.blood_group <> new.blood_group
        from testing.conclusions c
        where c.station_id = new.station_id and c.din = new.din
        order by c.revision desc limit 1) is not false then
        raise exception 'The laboratory has not concluded fit with this group' using errcode = 'check_violation', constraint = 'bags_concluded';
    end if;
    return new;
end $$;
create trigger guard_release before update on units.bags for each row
    when (old.status = 'QUARANTINE' and new.status = 'AVAILABLE')
    execute function release.guard_release();

-- Likewise the final label: it is recorded on the bag only after its scan was.
create function release.guard_label() returns trigger language plpgsql as $$
begin
    if not exists (select from release.label_checks c
                   where c.station_id = new.station_id and c.bag_id = new.bag_id) then
        raise exception 'The label was not scanned back' using errcode = 'check_violation', constraint = 'bags_label_checked';
    end if;
    return new;
end $$;
create trigger guard_label before update on units.bags for each row
    when (old.labelled_at is null and new.labelled_at is not null)
    execute function release.guard_label();
