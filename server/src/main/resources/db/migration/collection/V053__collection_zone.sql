-- The day of a donation, of an expiry and of an authorisation is a day of the station's zone.
create function collection.guard_zone() returns trigger language plpgsql as $$
begin
    if exists (select from collection.donations where station_id = new.station_id) then
        raise exception 'The time zone is fixed since the first donation' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger guard_zone before update of time_zone on station.stations
    for each row when (old.time_zone is distinct from new.time_zone) execute function collection.guard_zone();
