-- What was wrong with the handing out of a bag, asked in the step in which it left.
with
asked (s, bags) as (values (?::integer, ?::uuid[])),
left_ as (
    select b.*, i.order_id, i.line_no, i.issued_at, i.issued_by, i.checked_by, i.bag_id is not null as issued,
           case when b.product_code = 'WB' then 'SAME' when b.product_code in ('LRC', 'SRC', 'WRC') then 'CELLS' else 'PLASMA' end fits,
           rtrim(b.blood_group, '+-') abo, (i.issued_at at time zone z.time_zone)::date issued_on
    from asked join units.bags b on b.station_id = s and b.bag_id = any (bags)
    join station.stations z using (station_id)
    left join distribution.issues i on (i.station_id, i.bag_id) = (b.station_id, b.bag_id)),
ordered as (
    select b.*, l.product_code wanted, l.blood_group patient, rtrim(l.blood_group, '+-') patient_abo, l.quantity
    from left_ b left join distribution.order_lines l using (station_id, order_id, line_no) where issued)

select bag_id, 'NOT_ISSUED' from left_ where not issued
union all
select bag_id, 'ISSUED_TWICE' from left_ group by bag_id having count(*) > 1
union all
select bag_id, 'EXPIRED' from left_ where expires_at <= issued_at
union all
select bag_id, 'OTHER_PRODUCT' from ordered where wanted is distinct from product_code
union all
select bag_id, 'INCOMPATIBLE' from ordered
where (case fits when 'SAME' then blood_group = patient
                 when 'CELLS' then (abo = 'O' or abo = patient_abo or patient_abo = 'AB')
                                   and (blood_group like '%-' or patient like '%+')
                 else abo = 'AB' or abo = patient_abo or patient_abo = 'O' end) is not true
union all
select bag_id, 'MORE_THAN_ORDERED' from ordered o
where quantity < (select count(*) from distribution.issues i
                  where (i.station_id, i.order_id, i.line_no) = (o.station_id, o.order_id, o.line_no))
union all
select bag_id, 'ONE_PERSON' from left_ where issued_by = checked_by
union all
select bag_id, 'UNSIGNED' from left_ join distribution.issues i using (station_id, bag_id)
where not exists (select from station.signatures g
                  where (g.station_id, g.signature_id, g.signer_id) = (i.station_id, i.signature_id, i.checked_by)
                    and g.signed_at = i.issued_at and g.meaning = 'CHECKED')
union all
select bag_id, 'UNAUTHORISED' from left_ cross join unnest(array[issued_by, checked_by]) person
where issued and not exists (
    select from station.authorisations a join station.staff p using (station_id, staff_id)
    where (a.station_id, a.staff_id, a.duty) = (left_.station_id, person, 'DISTRIBUTE') and p.active
      and issued_on between a.valid_from and a.valid_until)
union all
select bag_id, 'WRONG_PLACE' from left_
where not exists (select from storage.places p where (p.station_id, p.code) = (left_.station_id, left_.place) and p.zone = 'RELEASED'
                  and p.band = case when fits in ('SAME', 'CELLS') then 'COLD_2_6'
                                    when product_code in ('PC', 'AP') then 'PLATELETS_20_24' else 'FROZEN_18' end)
