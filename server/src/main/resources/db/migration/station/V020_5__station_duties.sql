-- Who may do what, asked by the database itself (hard stops 18 and 19), and whether a station lives in the present.
alter table station.stations add column replays_history boolean not null default false;
comment on column station.stations.replays_history is
    'Fixed when the station is founded: true for a demonstration that lives past days, whose clock cannot be compared';

create function station.guard_station() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if tg_op = 'INSERT' then
        perform now() at time zone new.time_zone;
        insert into audit.clocks (station_id, tolerance)
        values (new.station_id, case when not new.replays_history then interval '5 minutes' end);
    elsif (new.station_id, new.facility, new.time_zone, new.replays_history)
          is distinct from (old.station_id, old.facility, old.time_zone, old.replays_history) then
        raise exception 'A station does not move in space or time' using errcode = 'check_violation', constraint = 'stations_fixed';
    end if;
    return null;
end $$;
create trigger guard_station after insert or update on station.stations for each row execute function station.guard_station();

create function station.require_duty(station integer, person uuid, duty text) returns void language plpgsql stable as $$
begin
    if not station.may(station, person, duty, audit.command_at()) then
        raise exception '% is not authorised: %', person, duty using errcode = 'check_violation', constraint = 'authors_duty';
    end if;
end $$;

-- The person named in the row is the author of the command, and may do it.
create function station.require_author(station integer, person uuid, duty text) returns void language plpgsql stable as $$
begin
    if person is distinct from audit.actor_id() then
        raise exception 'Nobody writes in another one''s name' using errcode = 'check_violation', constraint = 'authors_own';
    end if;
    perform station.require_duty(station, person, duty);
end $$;
