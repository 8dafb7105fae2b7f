-- Temperatures out of band: which bags were in a place within a time, from the history that each bag keeps (RULE ST3).
create table storage.excursions (
    station_id  integer     not null,
    cause_id    uuid        not null,
    place_code  text        not null,
    lowest_c    numeric(5, 1) not null,
    highest_c   numeric(5, 1) not null,
    recorded_at timestamptz not null,
    recorded_by uuid        not null,
    command_id  uuid        not null,
    constraint excursions_pk primary key (station_id, cause_id),
    constraint excursions_cause foreign key (station_id, cause_id) references units.causes,
    constraint excursions_place foreign key (station_id, place_code) references storage.places (station_id, code),
    constraint excursions_range check (-200 <= lowest_c and lowest_c <= highest_c and highest_c <= 60)
);
comment on table storage.excursions is 'What the thermometer showed; the time stands in the cause';
create index bags_placed on units.bags (station_id, place) where status in ('QUARANTINE', 'AVAILABLE', 'RESERVED');

-- A bag was there if a stay overlaps the time. Only bags that are there still or have a later event can have one, so that
-- the search costs what happened since and not the station's age.
create function storage.bags_in(station integer, place_code text, from_at timestamptz, until_at timestamptz)
    returns uuid[] language sql stable set search_path = '' as $$
    select array(
        select distinct s.bag_id
        from (select e.bag_id, e.at, e.place, e.to_status,
                     lead(e.at, 1, 'infinity') over (partition by e.bag_id order by e.event_id) as left_at
              from units.events e
              where e.station_id = station
                and e.bag_id in (select b.bag_id from units.bags b
                                 where b.station_id = station and b.place = place_code
                                   and b.status in ('QUARANTINE', 'AVAILABLE', 'RESERVED')
                                 union
                                 select m.bag_id from units.events m
                                 where m.station_id = station and m.at >= from_at)) s
        where s.place = place_code and s.to_status in ('QUARANTINE', 'AVAILABLE', 'RESERVED')
          and s.left_at > from_at and s.at < coalesce(until_at, 'infinity'))
$$;

create function storage.hold_concerned() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    -- Whoever puts a bag there holds the same row in share: he is finished and seen, or comes after and sees the cause.
    perform from storage.places where station_id = new.station_id and code = new.subject for update;
    perform units.hold_bags(new.station_id,
        storage.bags_in(new.station_id, new.subject, coalesce(new.from_at, '-infinity'), new.until_at),
        new.reason, new.detail, null, new.cause_id);
    return null;
end $$;
create trigger hold_stored after insert on units.causes for each row
    when (new.scope = 'PLACE') execute function storage.hold_concerned();

create function storage.share_place(station integer, place_code text) returns void language sql volatile
    security definer set search_path = ''
    as $$ select 1 from storage.places where station_id = station and code = place_code for share $$;
grant execute on function storage.share_place(integer, text) to "${application}";

create function storage.hold_stored() returns trigger language plpgsql security definer set search_path = '' as $$
declare
    c record;
begin
    perform audit.command_id();
    perform storage.share_place(new.station_id, new.place);
    for c in
        select cause_id, reason, detail from units.causes
        where station_id = new.station_id and scope = 'PLACE' and subject = new.place and closed_at is null
          and (until_at is null or audit.command_at() < until_at)
        order by cause_id
    loop
        perform units.hold_bags(new.station_id, array[new.bag_id], c.reason, c.detail, null, c.cause_id);
    end loop;
    return null;
end $$;
create trigger hold_stored after update of place on units.bags for each row
    when (new.place is distinct from old.place) execute function storage.hold_stored();

call audit.append_only('storage.excursions');
