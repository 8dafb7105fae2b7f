-- Hard stop 8 in the database: a bag is put where its temperature and its state belong. Once a statement; a statement
-- that moves nothing pays for one look at its rows.
create function storage.guard_moves() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    broken text;
begin
    select l.lock into broken
    from new_rows n
    join old_rows o on o.station_id = n.station_id and o.bag_id = n.bag_id
    cross join lateral (
        select n.status in ('AVAILABLE', 'RESERVED') and n.labelled_at is not null and n.open_holds = 0 and not x.expired as ready,
               x.expired
        from (select n.expires_at <= audit.command_at() as expired) x) b
    left join storage.places k on k.station_id = n.station_id and k.code = n.place
    cross join lateral (select case
        when n.status not in ('QUARANTINE', 'AVAILABLE', 'RESERVED') then 'places_in_station'
        when k.place_id is null then 'places_known'
        when k.band <> (select p.band from products.products p where p.product_code = n.product_code
                        order by p.effective_from desc limit 1) then 'places_band_fits'
        when not case k.zone
            when 'RELEASED' then b.ready
            when 'UNFIT' then n.open_holds > 0 or b.expired
            else not b.ready and not b.expired
                 and not (n.open_holds > 0 and exists (
                     select from units.holds h
                     where h.station_id = n.station_id and h.bag_id = n.bag_id and h.lifted_at is null and h.reason = 'UNFIT')) end
            then 'places_zone_fits' end as lock) l
    where n.place is not null and n.place is distinct from o.place and l.lock is not null
    limit 1;
    if broken is not null then
        raise exception 'The bag does not belong there: %', broken using errcode = 'check_violation', constraint = broken;
    end if;
    return null;
end $$;
create trigger guard_moves after update on units.bags referencing old table as old_rows new table as new_rows
    for each statement execute function storage.guard_moves();

-- A place does not become another one under the bags that are in it.
create function storage.guard_place() returns trigger language plpgsql as $$
begin
    if (new.station_id, new.place_id, new.code, new.band, new.zone) is distinct from (old.station_id, old.place_id, old.code, old.band, old.zone) then
        raise exception 'What a place is does not change' using errcode = 'check_violation', constraint = 'places_fixed';
    end if;
    return new;
end $$;
create trigger guard_place before update on storage.places for each row execute function storage.guard_place();
create trigger keep_place before delete or truncate on storage.places for each statement execute function audit.refuse_change();

-- Hard stop 18 in the database: what is in the station is destroyed before a witness who signs; only what has expired goes
-- without one. Asked at the end, for the witness is written down after the bag is gone.
create function storage.guard_discard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not (new.discard_reason = 'EXPIRED' and new.expires_at <= audit.command_at())
       and not exists (select from storage.discards d where d.station_id = new.station_id and d.bag_id = new.bag_id) then
        raise exception 'A bag is discarded before a witness' using errcode = 'check_violation', constraint = 'bags_discard_witnessed';
    end if;
    return null;
end $$;
create constraint trigger guard_discard after update of status on units.bags deferrable initially deferred for each row
    when (new.status = 'DISCARDED' and old.status in ('QUARANTINE', 'AVAILABLE', 'RESERVED'))
    execute function storage.guard_discard();
