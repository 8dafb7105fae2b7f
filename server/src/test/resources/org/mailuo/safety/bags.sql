-- What stands against a bag that is about to leave, or has just left. Written from the rules' texts over the raw tables:
-- results, runs, holds, parents, decisions, labels, deferrals. One row for each bag and each stop.
with recursive
asked (s, bags) as (values (?::integer, ?::uuid[])),
line (s, bag, one) as (                                             -- the bag and all that it was made of
    select s, b, b from asked, unnest(bags) b
    union
    select l.s, l.bag, p.parent_id from line l join units.parents p on (p.station_id, p.child_id) = (l.s, l.one)),
bag as (
    select b.*, c.zone from asked join units.bags b on b.station_id = s and b.bag_id = any (bags)
    join (select station_id, time_zone zone from station.stations) c using (station_id)),
given as (                                                          -- from whom it comes: several donations in a pool
    select distinct l.bag, d.* from line l
    join units.bags b on (b.station_id, b.bag_id) = (l.s, l.one)
    join collection.donations d on (d.station_id, d.din) = (b.station_id, b.din)),
record as (                                                         -- each that is the same person as theirs
    select g.*, r.donor_id as record_id
    from given g
    left join donors.merges m on (m.station_id, m.merged_id) = (g.station_id, g.donor_id) and m.undone_at is null
    cross join lateral (
        select coalesce(m.into_id, g.donor_id) donor_id
        union
        select o.merged_id from donors.merges o
        where (o.station_id, o.into_id) = (g.station_id, coalesce(m.into_id, g.donor_id)) and o.undone_at is null) r),
result as (                                                         -- what was not put right and was not a failure
    select t.*, r.state, r.operator, r.reviewed_by,
           r.state = 'VALID' and r.controls = 'IN' and r.lot_expires >= r.started_on
               and r.reviewed_by not in (r.operator, t.entered_by) as good
    from testing.results t join testing.runs r using (station_id, run_id)
    where (t.station_id, t.din) in (select station_id, din from given) and t.outcome <> 'INVALID' and r.state <> 'INVALID'
      and not exists (select from testing.results c where (c.station_id, c.din, c.marker, c.corrects)
                                                        = (t.station_id, t.din, t.marker, t.attempt))),
reading as (                                                        -- of a blood group, the newest first
    select din, kind, array_agg(reads order by attempt desc) reads, array_agg(entered_by order by attempt desc) by,
           count(distinct reads) differing
    from (select *, case when marker = 'RHD' and outcome like 'IAT%' then 'IAT' else marker end kind,
                 case marker when 'RHD' then outcome else substr(outcome, 1, 4) end reads from result where good) x
    where kind in ('ABO_FORWARD', 'ABO_REVERSE', 'RHD', 'IAT') and reads not like '%?%'
    group by din, kind),
typed as (
    select din, case max(reads[1]) filter (where kind = 'ABO_FORWARD') || max(reads[1]) filter (where kind = 'ABO_REVERSE')
                    when 'A+B-A-B+' then 'A' when 'A-B+A+B-' then 'B' when 'A+B+A-B-' then 'AB' when 'A-B-A+B+' then 'O' end
                || case coalesce(nullif(max(reads[1]) filter (where kind = 'RHD'), 'NEGATIVE'),
                                 max(reads[1]) filter (where kind = 'IAT'))
                    when 'POSITIVE' then '+' when 'IAT_POSITIVE' then '+' when 'IAT_NEGATIVE' then '-' end as blood_group
    from reading group by din),
label as (                                                          -- that was not torn off
    select l.* from asked join release.labels l on l.station_id = s and l.bag_id = any (bags)
    where not exists (select from release.label_voids v where (v.station_id, v.bag_id, v.copy) = (l.station_id, l.bag_id, l.copy)))

select bag_id, 'UNRELEASED' from bag b
where not exists (select from release.decisions d where (d.station_id, d.bag_id, d.outcome) = (b.station_id, b.bag_id, 'RELEASED'))
union all
select d.bag_id, 'RELEASED_BY_TESTER_OR_MAKER' from asked
join release.decisions d on d.station_id = s and d.bag_id = any (bags) and d.outcome = 'RELEASED'
join release.batches h using (station_id, batch_id)
where exists (select from testing.results t join testing.runs r using (station_id, run_id) join given g using (station_id, din)
              where g.bag = d.bag_id and h.decided_by in (t.entered_by, r.operator))
   or exists (select from processing.makings m join line l on l.one = m.parent_id and l.bag = d.bag_id
              where m.station_id = d.station_id and m.made_by = h.decided_by)
union all
select bag, 'MISSING_TEST' from given g
cross join unnest(array['HBSAG', 'ANTI_HCV', 'HIV_AGAB', 'TP_1', 'TP_2', 'HBV_DNA', 'HCV_RNA', 'HIV_RNA', 'ALT',
                        'ABO_FORWARD', 'ABO_REVERSE', 'RHD']) marker
where not exists (select from result r where r.good and r.din = g.din and r.marker = marker.marker)
union all
select bag, 'REACTIVE' from given g join result r using (din)
where r.value > 50 and r.marker = 'ALT'
   or r.outcome in ('REACTIVE', 'GREY')
      and not (r.marker not like '%NA'                              -- an initial one, cleared by its duplicate
               and not exists (select from result e where (e.din, e.marker) = (r.din, r.marker) and e.good and e.attempt < r.attempt)
               and 2 <= (select count(*) from result n where (n.din, n.marker) = (r.din, r.marker) and n.good
                                                         and n.attempt > r.attempt and n.outcome = 'NON_REACTIVE'))
union all
select bag, 'SAME_REAGENT_TWICE' from given g
where exists (select from result a join testing.runs x using (station_id, run_id) join result b using (station_id, din)
              join testing.runs y on (y.station_id, y.run_id) = (b.station_id, b.run_id)
              where a.din = g.din and a.good and b.good and a.marker = 'TP_1' and b.marker = 'TP_2'
                and x.manufacturer = y.manufacturer)
union all
select bag, 'GROUP_UNCERTAIN' from given join reading using (din)
where differing > 1 and (reads[1] <> reads[2] or by[1] = by[2])
union all
select bag, 'OTHER_GROUP' from given g join bag b on b.bag_id = g.bag left join typed t on t.din = g.din
where t.blood_group is distinct from b.blood_group
union all
select g.bag, 'GROUP_AGAINST_HISTORY' from record g join bag b on b.bag_id = g.bag
join collection.donations e on (e.station_id, e.donor_id) = (g.station_id, g.record_id) and e.din <> g.din
join testing.conclusions c on (c.station_id, c.din) = (e.station_id, e.din)
where c.fitness = 'FIT' and c.blood_group <> b.blood_group
  and (g.record_id = g.donor_id                                     -- of a merged record, unless somebody looked at the bag
       or not exists (select from line l join units.holds h on (h.station_id, h.bag_id) = (l.s, l.one)
                      where l.bag = g.bag and h.reason = 'GROUP_CONFLICT' and h.lifted_at is not null))
union all
select bag, 'DEFERRED_DONOR' from record g join donors.deferrals d on (d.station_id, d.donor_id) = (g.station_id, g.record_id)
where d.lifted_at is null and d.starts_on <= g.donated_on and (d.ends_on is null or d.ends_on > g.donated_on)
  and (d.scope = 'ALL' or g.kind <> 'WHOLE_BLOOD')
union all
select bag, 'NOT_EXAMINED' from given g
where not exists (select from collection.visits v where (v.station_id, v.visit_id, v.donor_id) = (g.station_id, g.visit_id, g.donor_id)
                                                    and v.decision = 'ALLOWED' and v.visited_on = g.donated_on)
union all
select bag, 'COLLECTION_INCOMPLETE' from given where outcome <> 'COMPLETE'
union all
select g.bag, 'TOO_SOON' from given g join collection.donations e using (station_id, donor_id)
where g.kind = 'WHOLE_BLOOD' and e.kind = 'WHOLE_BLOOD' and e.din <> g.din
  and e.started_at < g.started_at and e.donated_on + interval '6 months' > g.donated_on
union all
select l.bag, 'HELD' from line l join units.holds h on (h.station_id, h.bag_id) = (l.s, l.one)
left join units.causes c on (c.station_id, c.cause_id) = (h.station_id, h.cause_id)
join bag b on b.bag_id = l.bag
where h.lifted_at is null
  and (l.one = l.bag or b.product_code <> all (coalesce(c.exempt, '{}')))
                                                                    -- nor cleared for this very bag after that
  and not exists (select from units.holds o where (o.station_id, o.bag_id, o.reason, o.detail) = (l.s, l.bag, h.reason, h.detail)
                                              and l.one <> l.bag and o.lifted_at >= h.opened_at)
union all
select l.bag, 'CONCERNED' from line l                               -- by a cause that is open, and not cleared of it
join bag b on b.bag_id = l.bag join units.bags m on (m.station_id, m.bag_id) = (l.s, l.one)
join units.causes c on c.station_id = l.s and c.closed_at is null and b.product_code <> all (c.exempt)
where case
    when c.scope = 'BAG' then c.subject = m.bag_id::text
    when c.scope = 'DONATION' then c.subject = m.din
    when c.scope = 'PLACE' then c.subject = m.place and l.one = l.bag and c.until_at is null
    when c.scope in ('RUN', 'REAGENT_LOT', 'INSTRUMENT') then exists (
        select from testing.results t join testing.runs r using (station_id, run_id)
        where (t.station_id, t.din) = (m.station_id, m.din)
          and c.subject = case c.scope when 'RUN' then r.run_id::text when 'REAGENT_LOT' then r.lot else r.instrument end
          and (c.from_at is null or r.started_at >= c.from_at) and (c.until_at is null or r.started_at < c.until_at))
    else exists (
        select from record g left join collection.epidemic_windows w on (w.station_id, w.cause_id) = (c.station_id, c.cause_id)
        where (g.bag, g.din) = (l.bag, m.din)
          and (c.from_at is null or g.started_at >= c.from_at) and (c.until_at is null or g.started_at < c.until_at)
          and case c.scope when 'DONOR' then c.subject = g.record_id::text
                           when 'BAG_LOT' then c.subject = g.bag_lot
                           when 'SITE' then c.subject = (select z.code from station.sites z
                                                         where (z.station_id, z.site_id) = (g.station_id, g.site_id))
                           else w.sites = '{}' or g.site_id = any (w.sites) end) end
  and not exists (select from line k join units.holds h on (h.station_id, h.bag_id) = (k.s, k.one)
                  where k.bag = l.bag and h.cause_id = c.cause_id and h.lifted_at is not null)
union all
select l.bag, 'FORBIDDEN_PARENT' from line l
join units.parents p on (p.station_id, p.child_id) = (l.s, l.one)
join units.bags c on (c.station_id, c.bag_id) = (l.s, l.one) join units.bags m on (m.station_id, m.bag_id) = (l.s, p.parent_id)
where m.product_code || '>' || c.product_code not in
      ('WB>LRC', 'WB>SRC', 'WB>FFP', 'WB>FP', 'WB>PC', 'LRC>LRC', 'LRC>WRC', 'SRC>WRC', 'FFP>CRYO', 'FFP>CPP', 'AP>AP')
union all
select l.bag, 'MORE_THAN_PARENT' from line l join units.bags m on (m.station_id, m.bag_id) = (l.s, l.one)
where m.volume_ml < (select sum(c.volume_ml) - sum(m.source_ml * case c.product_code when 'LRC' then 0.25 when 'SRC' then 0.25
                                                                                     when 'WRC' then 0.5 else 0 end)
                     from units.parents p join units.bags c on (c.station_id, c.bag_id) = (p.station_id, p.child_id)
                     where (p.station_id, p.parent_id) = (l.s, l.one))
union all
select l.bag, 'MADE_TOO_LATE' from line l join units.bags b on (b.station_id, b.bag_id) = (l.s, l.one) and b.product_code = 'FFP'
join units.parents p on (p.station_id, p.child_id) = (l.s, l.one)
join processing.makings m on (m.station_id, m.parent_id) = (l.s, p.parent_id)
where m.made_at > b.collected_at + interval '8 hours'
union all
select bag_id, 'LIVES_TOO_LONG' from bag b
where expires_at >= (((collected_at at time zone zone)::date
                      + case product_code when 'FFP' then interval '1 year' when 'CRYO' then interval '1 year'
                                          when 'FP' then interval '4 years' when 'CPP' then interval '4 years'
                                          when 'PC' then interval '5 days' when 'AP' then interval '5 days'
                                          else interval '35 days' end)::date + 1)::timestamp at time zone zone
union all
select bag_id, 'UNSIGNED' from bag b
where not exists (select from release.batches r
                  join station.signatures g on (g.station_id, g.signature_id, g.signer_id)
                                             = (r.station_id, r.signature_id, r.decided_by)
                  where (r.station_id, r.batch_id) = (b.station_id, b.release_id)
                    and g.signed_at = r.decided_at and g.meaning = 'RELEASED')
union all
select bag_id, 'UNLABELLED' from bag b
where not exists (select from label l join release.label_checks c using (station_id, bag_id, copy) where l.bag_id = b.bag_id)
union all
select bag_id, 'SECOND_LABEL' from label group by bag_id having count(*) > 1
union all
select bag_id, 'OTHER_LABEL' from bag b join label l using (station_id, bag_id)
where strpos(l.codes, b.din) = 0
union all
select b.bag_id, 'SAME_NAME_TWICE' from bag b
join units.bags o on (o.station_id, o.din, o.product_code, o.division) = (b.station_id, b.din, b.product_code, b.division)
where o.bag_id <> b.bag_id
