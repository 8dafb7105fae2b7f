-- A visit is opened for the record that stands for the person, so that "one open visit" counts persons.
create function collection.guard_survivor() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if exists (select from donors.donors d
               where d.station_id = new.station_id and d.donor_id = new.donor_id and d.merged_into is not null) then
        raise exception 'This record is merged into another' using errcode = 'check_violation', constraint = 'visits_survivor';
    end if;
    return new;
end $$;
create trigger guard_survivor before insert on collection.visits for each row execute function collection.guard_survivor();

-- A merge tells something new about bags that are there already, and holds them in the same transaction, whoever merged:
-- where the records say different blood groups, one of them is somebody else, or a tube was somebody else's; where one
-- record was deferred, for good or on the day, the other gave all the same; where a cause is open about one record, it is
-- about the donations of the other as well.
create function collection.hold_merged() returns trigger language plpgsql security definer set search_path = '' as $$
declare
    bags uuid[];
begin
    -- Donors, causes, orders, bags: everybody locks in this order.
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('units.causes'), new.station_id);
    bags := array(select b.bag_id
                from donors.identities i
                join collection.donations d on d.station_id = i.station_id and d.donor_id = i.identity_id
                join units.bags b on b.station_id = d.station_id and b.din = d.din
                where i.station_id = new.station_id and i.donor_id = new.donor_id);
    if (select count(distinct g.blood_group) > 1
        from donors.identities i
        join donors.blood_groups g on g.station_id = i.station_id and g.donor_id = i.identity_id
        where i.station_id = new.station_id and i.donor_id = new.donor_id) then
        perform units.hold_bags(new.station_id, bags, 'GROUP_CONFLICT', 'MERGE', null, null);
    end if;
    bags := array(select b.bag_id
                  from units.bags b
                  join collection.donations d on d.station_id = b.station_id and d.din = b.din
                  where b.station_id = new.station_id and b.bag_id = any (bags)
                    and exists (select from donors.identities i
                                join donors.deferrals f on f.station_id = i.station_id and f.donor_id = i.identity_id
                                where i.station_id = new.station_id and i.donor_id = new.donor_id
                                  and i.identity_id <> d.donor_id and f.lifted_at is null
                                  and (f.ends_on is null or (f.starts_on <= d.donated_on and d.donated_on < f.ends_on))));
    perform units.hold_bags(new.station_id, bags, 'QUALITY', 'MERGE', null, null);
    perform units.hold_bags(new.station_id,
                array(select b.bag_id
                      from donors.identities i
                      join collection.donations d on d.station_id = i.station_id and d.donor_id = i.identity_id
                      join units.bags b on b.station_id = d.station_id and b.din = d.din
                      where i.station_id = new.station_id and i.donor_id = new.donor_id
                        and (c.from_at is null or d.started_at >= c.from_at) and (c.until_at is null or d.started_at < c.until_at)
                        and not exists (select from units.holds h where h.station_id = b.station_id and h.bag_id = b.bag_id
                                                                    and h.cause_id = c.cause_id)),
                c.reason, c.detail, null, c.cause_id)
    from (select u.* from units.causes u
          where u.station_id = new.station_id and u.closed_at is null and u.scope = 'DONOR'
            and u.subject in (select i.identity_id::text from donors.identities i
                              where i.station_id = new.station_id and i.donor_id = new.donor_id)
          order by u.cause_id) c;
    return null;
end $$;
create trigger hold_merged after update of merged_into on donors.donors for each row
    when (new.merged_into is not null) execute function collection.hold_merged();
