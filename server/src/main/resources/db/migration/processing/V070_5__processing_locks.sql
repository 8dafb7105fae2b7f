-- Hard stop 14 in the database: what was made came from a bag that may become it, in time, and holds no more than that bag
-- gave (FACTS 3.1, 3.3, 3.4; REL 9). A part that is written as valid is within the volume of its standard.
create function processing.guard_parts() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    broken text;
begin
    perform station.require_author(m.station_id, m.made_by, 'MAKE')
    from (select distinct m.station_id, m.made_by
          from new_rows n join processing.makings m on m.station_id = n.station_id and m.making_id = n.making_id) m;
    with part as materialized (
        select n.*, m.parent_id, m.made_at, m.command_id, m.route, m.parent_ml, b.product_code, b.din, b.volume_ml as bag_ml,
               p.product_code as parent_code, p.volume_ml as of_ml, p.source_ml, p.anticoagulant, p.collected_at, p.expires_at,
               p.status as parent_status, p.din as parent_din, (p.collected_at at time zone s.time_zone)::date as collected_on
        from new_rows n
        join processing.makings m on m.station_id = n.station_id and m.making_id = n.making_id
        join units.bags b on b.station_id = n.station_id and b.bag_id = n.bag_id
        join units.bags p on p.station_id = m.station_id and p.bag_id = m.parent_id
        join station.stations s on s.station_id = n.station_id),
    whole as materialized (
        select w.station_id, w.making_id,
               (select sum(x.volume_ml) from processing.parts x
                where x.station_id = w.station_id and x.making_id = w.making_id) as parts_ml,
               max(coalesce(y.added_per_mille * w.source_ml / 1000, 0)) as added_ml
        from part w
        left join products.ways y on y.parent_code = w.parent_code and y.child_code = w.product_code
            and w.collected_on between y.effective_from and coalesce(y.effective_to, 'infinity')
        group by w.station_id, w.making_id)
    select l.lock into broken
    from part n
    join whole w on w.station_id = n.station_id and w.making_id = n.making_id
    left join products.ways y on y.parent_code = n.parent_code and y.child_code = n.product_code and y.kind <> 'POOL'
        and n.collected_on between y.effective_from and coalesce(y.effective_to, 'infinity')
    left join lateral (
        select count(*) > 0 as timed,
               min(t.within_minutes) filter (where t.anticoagulant in ('ANY', n.anticoagulant) and t.route in ('ANY', n.route)) as minutes
        from processing.time_limits t
        where t.product_code = n.product_code
          and n.collected_on between t.effective_from and coalesce(t.effective_to, 'infinity')) t on true
    cross join lateral (select case
        when n.command_id <> audit.command_id() or n.made_at <> audit.command_at() then 'parts_command'
        when n.din <> n.parent_din or n.parent_status <> 'CONSUMED' or not exists (
            select from units.parents p
            where p.station_id = n.station_id and p.child_id = n.bag_id and p.parent_id = n.parent_id) then 'parts_parent'
        when y.child_code is null then 'parts_permitted'
        when n.volume_ml <> n.bag_ml or n.parent_ml <> n.of_ml
          or n.volume_ml > n.of_ml + y.added_per_mille * n.source_ml / 1000 or w.parts_ml > n.of_ml + w.added_ml then 'parts_volume'
        when n.made_at < n.collected_at or n.made_at >= n.expires_at then 'parts_in_date'
        when t.timed and (n.made_at <= n.collected_at + make_interval(mins => t.minutes)) is not true then 'parts_in_time'
        when exists (
            select from processing.duration_limits q
            left join collection.donations d on d.station_id = n.station_id and d.din = n.din
            where q.product_code = n.product_code and q.nominal_ml = n.source_ml
              and n.collected_on between q.effective_from and coalesce(q.effective_to, 'infinity')
              and (d.ended_at - d.started_at <= make_interval(secs => q.at_most_seconds)) is not true) then 'parts_quick'
        when n.valid and exists (
            select from products.contents c
            where c.product_code = n.product_code and c.source_ml = n.source_ml and c.measure = 'VOLUME_ML'
              and (n.volume_ml < c.minimum or n.volume_ml > c.maximum)) then 'parts_standard' end as lock) l
    where l.lock is not null
    order by n.bag_id limit 1;
    if broken is not null then
        raise exception 'This cannot have been made so: %', broken using errcode = 'check_violation', constraint = broken;
    end if;
    return null;
end $$;
create trigger guard_parts after insert on processing.parts referencing new table as new_rows
    for each statement execute function processing.guard_parts();
