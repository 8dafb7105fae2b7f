-- Lifting a deferral is quality management's, in its own name (RULE P2, hard stops 1 and 19).
create function donors.guard_lifts() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform station.require_author(n.station_id, n.lifted_by, 'QUALITY')
    from (select distinct station_id, lifted_by from new_rows where lifted_at is not null) n;
    return null;
end $$;
create trigger guard_lifts after update on donors.deferrals referencing new table as new_rows
    for each statement execute function donors.guard_lifts();
