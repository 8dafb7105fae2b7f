create schema processing;

-- Reference data, the same for every station (FACTS 3.3). A product named here is only made when one of its rows fits.
create table processing.time_limits (
    product_code   text    not null,
    anticoagulant  text    not null,
    route          text    not null,
    effective_from date    not null,
    effective_to   date,
    within_minutes integer not null,
    verified       boolean not null,
    constraint time_limits_pk primary key (product_code, anticoagulant, route, effective_from),
    constraint time_limits_route check (route in ('ANY', 'COLD', 'ROOM')),
    constraint time_limits_span check (effective_to is null or effective_from <= effective_to),
    constraint time_limits_fresh_plasma check (product_code <> 'FFP' or within_minutes between 1 and 18 * 60)
);
comment on table processing.time_limits is 'Minutes, counted from the start of the collection (bags.collected_at), within which a product must be made: the stricter reading of "after collection"';
comment on constraint time_limits_fresh_plasma on processing.time_limits is 'Fresh frozen plasma: never later than 18 hours';

create table processing.duration_limits (
    product_code   text    not null,
    nominal_ml     integer not null,
    effective_from date    not null,
    effective_to   date,
    at_most_seconds integer not null,
    verified       boolean not null,
    constraint duration_limits_pk primary key (product_code, nominal_ml, effective_from),
    constraint duration_limits_span check (effective_to is null or effective_from <= effective_to)
);
comment on table processing.duration_limits is 'A collection that ran longer is not for this product';

create table processing.balances (
    effective_from date    not null,
    effective_to   date,
    per_mille      integer not null,
    constraint balances_pk primary key (effective_from),
    constraint balances_tolerance check (per_mille between 0 and 500)
);
comment on column processing.balances.per_mille is 'How much of the parent''s volume may be unaccounted for';

-- What is usually made of a bag, and how much of it; the person at the bench changes the volumes to what was weighed.
create table processing.recipes (
    parent_code text    not null,
    recipe      text    not null,
    child_code  text    not null,
    division    text    not null default '00',
    per_mille   integer not null,
    preference  integer not null,
    automatic   boolean not null,
    constraint recipes_pk primary key (parent_code, recipe, child_code, division),
    constraint recipes_share check (per_mille between 1 and 2000)
);
comment on column processing.recipes.automatic is 'Proposed without being asked for; the first that may be made wins';

insert into processing.time_limits (product_code, anticoagulant, route, within_minutes, verified, effective_from)
select v.*, date '2012-07-01'
from (values
    ('FFP',     'ACD-B',  'ANY',   6 * 60,      true),
    ('FFP',     'CPD',    'ANY',   8 * 60,      true),
    ('FFP',     'CPDA-1', 'ANY',   8 * 60,      true),
    ('PC',      'ANY',    'COLD',  6 * 60,      true),
    ('PC',      'ANY',    'ROOM',  24 * 60,     true),
    ('FRC',     'ANY',    'ANY',   6 * 24 * 60, true),
    ('FRC20',   'ANY',    'ANY',   6 * 24 * 60, true),
    ('IRR-PRC', 'ANY',    'ANY',  14 * 24 * 60, false),
    ('IRR-SRC', 'ANY',    'ANY',  14 * 24 * 60, false),
    ('IRR-LRC', 'ANY',    'ANY',  14 * 24 * 60, false)
) v (product_code, anticoagulant, route, within_minutes, verified);

insert into processing.duration_limits (product_code, nominal_ml, at_most_seconds, verified, effective_from)
select v.*, false, date '2012-07-01'
from (values ('PC', 200, 300), ('PC', 300, 450), ('PC', 400, 600),
             ('FFP', 200, 420), ('FFP', 300, 600), ('FFP', 400, 780)) v (product_code, nominal_ml, at_most_seconds);

insert into processing.balances (effective_from, per_mille) values (date '2012-07-01', 100);

insert into processing.recipes (parent_code, recipe, preference, automatic, child_code, division, per_mille)
values
    ('WB',    'LRC+FFP',    10, true,  'LRC',      '00', 700), ('WB',   'LRC+FFP',    10, true,  'FFP', '00', 500),
    ('WB',    'LRC+FP',     20, true,  'LRC',      '00', 700), ('WB',   'LRC+FP',     20, true,  'FP',  '00', 500),
    ('WB',    'LRC+FFP+PC', 30, false, 'LRC',      '00', 650), ('WB',   'LRC+FFP+PC', 30, false, 'FFP', '00', 350),
    ('WB',    'LRC+FFP+PC', 30, false, 'PC',       '00', 150),
    ('WB',    'SRC+FFP',    40, false, 'SRC',      '00', 750), ('WB',   'SRC+FFP',    40, false, 'FFP', '00', 500),
    ('WB',    'SRC+FP',     50, false, 'SRC',      '00', 750), ('WB',   'SRC+FP',     50, false, 'FP',  '00', 500),
    ('LRWB',  'LRC+FFP',    10, true,  'LRC',      '00', 700), ('LRWB', 'LRC+FFP',    10, true,  'FFP', '00', 500),
    ('LRWB',  'LRC+FP',     20, true,  'LRC',      '00', 700), ('LRWB', 'LRC+FP',     20, true,  'FP',  '00', 500),
    ('SRC',   'LRC',        10, false, 'LRC',      '00', 950),
    ('LRC',   'WRC',        10, false, 'WRC',      '00', 890),
    ('LRC',   'IRR-LRC',    20, false, 'IRR-LRC',  '00', 1000),
    ('LRC',   'LRC/2',      30, false, 'LRC',      'A0', 500), ('LRC',  'LRC/2',      30, false, 'LRC', 'B0', 500),
    ('LRC',   'FRC',        40, false, 'FRC',      '00', 1500),
    ('FRC',   'DGRC',       10, false, 'DGRC',     '00', 950),
    ('FFP',   'CRYO+CPP',   10, false, 'CRYO',     '00', 150), ('FFP',  'CRYO+CPP',   10, false, 'CPP', '00', 830),
    ('FFP',   'MBFFP',      20, false, 'MBFFP',    '00', 950),
    ('FFP',   'THFFP',      30, false, 'THFFP',    '00', 1000),
    ('FP',    'MBFP',       10, false, 'MBFP',     '00', 950),
    ('PC',    'IRR-PC',     10, false, 'IRR-PC',   '00', 1000),
    ('AP',    'IRR-AP',     10, false, 'IRR-AP',   '00', 1000),
    ('AP',    'AP/2',       20, false, 'AP',       'A0', 500), ('AP',   'AP/2',       20, false, 'AP',  'B0', 500),
    ('LRAP',  'IRR-LRAP',   10, false, 'IRR-LRAP', '00', 1000);

create table processing.makings (
    station_id    integer     not null,
    making_id     uuid        not null,
    parent_id     uuid        not null,
    made_at       timestamptz not null,
    made_by       uuid        not null,
    command_id    uuid        not null,
    route         text        not null,
    method        text        not null,
    parent_ml     integer     not null,
    waste_ml      integer     not null,
    difference_ml integer     not null,
    constraint makings_pk primary key (station_id, making_id),
    constraint makings_parent_once unique (station_id, parent_id),
    constraint makings_parent foreign key (station_id, parent_id) references units.bags,
    constraint makings_route check (route in ('COLD', 'ROOM')),
    constraint makings_waste check (waste_ml >= 0)
);
comment on column processing.makings.difference_ml is 'Parent less parts and waste: above zero lost, below zero added solution';

create table processing.parts (
    station_id integer not null,
    bag_id     uuid    not null,
    making_id  uuid    not null,
    volume_ml  integer not null,
    valid      boolean not null,
    findings   jsonb   not null default '[]',
    constraint parts_pk primary key (station_id, bag_id),
    constraint parts_making foreign key (station_id, making_id) references processing.makings,
    constraint parts_bag foreign key (station_id, bag_id) references units.bags,
    constraint parts_findings check (valid = (findings = '[]'))
);
comment on column processing.parts.valid is 'False keeps the bag from release: it exists, but is not what the standard asks for';
create index parts_of_making on processing.parts (station_id, making_id);

call audit.reference('processing.time_limits');
call audit.reference('processing.duration_limits');
call audit.reference('processing.balances');
call audit.reference('processing.recipes');
call audit.append_only('processing.makings');
call audit.append_only('processing.parts');
