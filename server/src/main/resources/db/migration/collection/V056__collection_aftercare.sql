-- After the donation: what donors report, what an epidemic asks, and which donations a cause concerns.
create index donations_of_lot on collection.donations (station_id, bag_lot);
create index donations_by_start on collection.donations using brin (started_at);

create function collection.bags_of(station integer, dins text[]) returns uuid[] language sql stable set search_path = ''
    as $$ select array(select bag_id from units.bags where station_id = station and din = any (dins)) $$;

-- Backwards: a cause finds the donations that are there already.
create function collection.hold_concerned() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    perform units.hold_bags(new.station_id,
        collection.bags_of(new.station_id, array(
            select d.din from collection.donations d
            where d.station_id = new.station_id
              and (new.from_at is null or d.started_at >= new.from_at) and (new.until_at is null or d.started_at < new.until_at)
              and case new.scope
                  when 'DONOR' then d.donor_id in (select i.identity_id from donors.identities i
                                                   where i.station_id = new.station_id and i.donor_id = new.subject::uuid)
                  when 'BAG_LOT' then d.bag_lot = new.subject
                  else d.site_id = (select site_id from station.sites where station_id = new.station_id and code = new.subject) end)),
        new.reason, new.detail, null, new.cause_id);
    return null;
end $$;
create trigger hold_donations after insert on units.causes for each row
    when (new.scope in ('DONOR', 'BAG_LOT', 'SITE')) execute function collection.hold_concerned();

create table collection.report_reasons (
    code           text    not null,
    effective_from date    not null,
    effective_to   date,
    reach_days     integer,
    verified       boolean not null,
    constraint report_reasons_pk primary key (code, effective_from),
    constraint report_reasons_reach check (reach_days between 0 and 3650)
);
comment on table collection.report_reasons is 'Reference data: what a donor may report after giving, and how far back it reaches (RULE A1)';
comment on column collection.report_reasons.reach_days is 'Donations from so many days before the one reported on; null: that donation alone';
insert into collection.report_reasons (code, reach_days, verified, effective_from)
select v.*, false, date '2012-07-01'
from (values
    ('EXCLUSION',    null),
    ('ILLNESS',      14),
    ('CONTACT',      28),
    ('MEDICINE',     28),
    ('TRAVEL',       365),
    ('RISK',         365),
    ('TRANSMISSIBLE', 365),
    ('OTHER',        365)) v (code, reach_days);

create table collection.reports (
    station_id integer     not null,
    cause_id   uuid        not null,
    donor_id   uuid        not null,
    din        text,
    code       text        not null,
    channel    text        not null,
    told_at    timestamptz not null,
    taken_by   uuid        not null,
    command_id uuid        not null,
    constraint reports_pk primary key (station_id, cause_id),
    constraint reports_cause foreign key (station_id, cause_id) references units.causes,
    constraint reports_donor foreign key (station_id, donor_id) references donors.donors,
    constraint reports_donation foreign key (station_id, din) references collection.donations,
    constraint reports_channel check (channel in ('PHONE', 'COUNTER', 'MESSAGE', 'LETTER'))
);
comment on table collection.reports is 'Post-donation information and confidential self-exclusion (RULE A1)';
create index reports_of_donor on collection.reports (station_id, donor_id);

create table collection.epidemic_windows (
    station_id integer  not null,
    cause_id   uuid     not null,
    days       smallint not null,
    sites      uuid[]   not null default '{}',
    constraint epidemic_windows_pk primary key (station_id, cause_id),
    constraint epidemic_windows_cause foreign key (station_id, cause_id) references units.causes,
    constraint epidemic_windows_days check (days between 1 and 60)
);
comment on table collection.epidemic_windows is 'The dated profile of an epidemic (RULE H5); dates and exempt products stand in its cause';
comment on column collection.epidemic_windows.sites is 'The sites concerned; none means all';

create table collection.follow_ups (
    station_id   integer     not null,
    follow_up_id uuid        not null,
    cause_id     uuid        not null,
    din          text        not null,
    outcome      text        not null,
    called_at    timestamptz not null,
    called_by    uuid        not null,
    command_id   uuid        not null,
    constraint follow_ups_pk primary key (station_id, follow_up_id),
    constraint follow_ups_window foreign key (station_id, cause_id) references collection.epidemic_windows,
    constraint follow_ups_donation foreign key (station_id, din) references collection.donations,
    constraint follow_ups_outcome check (outcome in ('WELL', 'ILL', 'UNREACHABLE'))
);
create index follow_ups_of_donation on collection.follow_ups (station_id, din);

-- RULE H1: 14 days are 14 times 24 hours from the start of the donation, or as many as the profile says.
create function collection.hold_epidemic() returns trigger language plpgsql security definer set search_path = '' as $$
declare
    c units.causes;
    d record;
begin
    select * into strict c from units.causes where station_id = new.station_id and cause_id = new.cause_id;
    for d in
        select din, started_at from collection.donations
        where station_id = new.station_id and started_at >= c.from_at and (c.until_at is null or started_at < c.until_at)
          and (new.sites = '{}' or site_id = any (new.sites))
        order by din
    loop
        perform units.hold_bags(new.station_id, collection.bags_of(new.station_id, array[d.din]), c.reason, c.detail,
                                d.started_at + new.days * interval '24 hours', c.cause_id);
    end loop;
    return null;
end $$;
create trigger hold_epidemic after insert on collection.epidemic_windows for each row execute function collection.hold_epidemic();

-- RULE H2: time alone lifts nothing. Somebody wrote down in this command that the donor is well, or quality management lifts.
create function collection.guard_waits() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    perform station.require_author(n.station_id, n.lifted_by, 'QUALITY')
    from (select distinct n.station_id, n.lifted_by
          from new_rows n
          join old_rows o on o.station_id = n.station_id and o.hold_id = n.hold_id and o.lifted_at is null
          where n.reason = 'EPIDEMIC' and n.lifted_at is not null
            and not exists (
                select from units.holds h
                join units.bags b on b.station_id = h.station_id and b.bag_id = h.bag_id
                join collection.follow_ups f on f.station_id = b.station_id and f.din = b.din and f.cause_id = n.cause_id
                where h.station_id = n.station_id and h.hold_id = coalesce(n.origin_id, n.hold_id)
                  and f.outcome = 'WELL' and f.command_id = audit.command_id() and f.called_by = n.lifted_by)) n;
    return null;
end $$;
create function collection.guard_follow_up() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    perform station.require_author(new.station_id, new.called_by,
        case when station.may(new.station_id, new.called_by, 'QUALITY', audit.command_at()) then 'QUALITY' else 'REGISTER' end);
    return new;
end $$;
create trigger guard_follow_up before insert on collection.follow_ups for each row execute function collection.guard_follow_up();
create trigger guard_waits after update on units.holds referencing old table as old_rows new table as new_rows
    for each statement execute function collection.guard_waits();

-- Forwards: a donation finds the causes that are open already. Its bags are in the ledger when it is written.
create function collection.hold_donation() returns trigger language plpgsql security definer set search_path = '' as $$
declare
    c record;
begin
    perform units.share_causes(new.station_id);
    for c in
        select u.*, new.started_at + w.days * interval '24 hours' as review_at
        from units.causes u
        left join collection.epidemic_windows w on w.station_id = u.station_id and w.cause_id = u.cause_id
        where u.station_id = new.station_id and u.closed_at is null
          and (u.from_at is null or u.from_at <= new.started_at) and (u.until_at is null or new.started_at < u.until_at)
          and case u.scope
              when 'DONATION' then u.subject = new.din
              when 'DONOR' then u.subject in (select i.identity_id::text from donors.identities i
                                              where i.station_id = new.station_id and i.donor_id = new.donor_id)
              when 'BAG_LOT' then u.subject = new.bag_lot
              when 'SITE' then u.subject = (select code from station.sites where station_id = new.station_id and site_id = new.site_id)
              when 'STATION' then w.sites = '{}' or new.site_id = any (w.sites)
              else false end
        order by u.cause_id
    loop
        perform units.hold_bags(new.station_id, collection.bags_of(new.station_id, array[new.din]), c.reason, c.detail,
                                c.review_at, c.cause_id);
    end loop;
    return null;
end $$;
create trigger hold_donation after insert on collection.donations for each row execute function collection.hold_donation();

-- A deferral that stands against blood already given holds what of it is in stock (RULE P2). The laboratory says itself
-- what its findings mean for earlier donations.
create function collection.hold_deferred() returns trigger language plpgsql security definer set search_path = '' as $$
declare
    zone text := (select time_zone from station.stations where station_id = new.station_id);
    first_moment timestamptz := case when not new.permanent then new.starts_on::timestamp at time zone zone end;
    last_moment  timestamptz := new.ends_on::timestamp at time zone zone;
begin
    if exists (select from collection.donations d
               join units.bags b on b.station_id = d.station_id and b.din = d.din
               where d.station_id = new.station_id
                 and d.donor_id in (select i.identity_id from donors.identities i
                                    where i.station_id = new.station_id and i.donor_id = new.donor_id)
                 and (new.scope = 'ALL' or d.kind = 'APHERESIS_PLATELETS')
                 and (first_moment is null or d.started_at >= first_moment)
                 and (last_moment is null or d.started_at < last_moment)
                 and b.status in ('QUARANTINE', 'AVAILABLE', 'RESERVED')) then
        insert into units.causes (station_id, cause_id, reason, scope, subject, from_at, until_at, code, stock_only,
                                  opened_at, opened_by, command_id)
        values (new.station_id, gen_random_uuid(), 'POST_DONATION', 'DONOR', new.donor_id::text, first_moment, last_moment,
                'DEFERRAL', true, audit.command_at(), audit.actor_id(), audit.command_id());
    end if;
    return null;
end $$;
create trigger hold_deferred after insert on donors.deferrals for each row
    when (new.source <> 'LABORATORY') execute function collection.hold_deferred();

call audit.reference('collection.report_reasons');
call audit.append_only('collection.reports');
call audit.append_only('collection.epidemic_windows');
call audit.append_only('collection.follow_ups');
