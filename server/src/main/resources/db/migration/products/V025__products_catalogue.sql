-- The product catalogue: what a bag may be, how long it lives and what may be made of it. Reference data, the same for
-- every station and dated: a bag is judged by the edition in force on the day of its collection.
create schema products;

create table products.products (
    product_code   text    not null,
    effective_from date    not null,
    effective_to   date,
    isbt_code      text    not null,
    name_zh        text    not null,
    name_en        text    not null,
    family         text    not null,
    band           text    not null,
    standard       text    not null,
    verified       boolean not null,
    ordinal        integer not null,
    constraint products_pk primary key (product_code, effective_from),
    constraint products_isbt unique (isbt_code, effective_from),
    constraint products_code_shape check (product_code ~ '^[A-Z][A-Z0-9-]{1,11}$'),
    constraint products_isbt_shape check (isbt_code ~ '^[A-FN-Z][0-9]{4}[0-9A-Z]00$'),
    constraint products_span check (effective_to is null or effective_from <= effective_to),
    constraint products_family check (family in ('WHOLE_BLOOD', 'RED_CELLS', 'PLATELETS', 'PLASMA', 'CRYO', 'GRANULOCYTES')),
    constraint products_band check (band in ('COLD_2_6', 'PLATELETS_20_24', 'FROZEN_18', 'FROZEN_65', 'FROZEN_120'))
);
comment on column products.products.isbt_code is 'Local code (D....) until a licensed ISBT 128 product database is imported; V00 is volunteer, undivided';
comment on column products.products.verified is 'False until a quality manager has confirmed the row against the standard';

-- Volumes and contents by nominal source volume; 0 stands for one dose of apheresis.
create table products.contents (
    product_code   text    not null,
    effective_from date    not null,
    source_ml      integer not null,
    measure        text    not null,
    minimum        numeric,
    maximum        numeric,
    verified       boolean not null default false,
    constraint contents_pk primary key (product_code, effective_from, source_ml, measure),
    constraint contents_product foreign key (product_code, effective_from) references products.products,
    constraint contents_source check (source_ml in (0, 200, 300, 400)),
    constraint contents_measure check (measure in ('VOLUME_ML', 'HAEMOGLOBIN_G', 'HAEMATOCRIT', 'WBC_1E6', 'RBC_1E9',
        'PLATELETS_1E10', 'PH', 'PROTEIN_G', 'FIBRINOGEN_MG', 'FVIII_IU', 'NEUTROPHILS_1E10')),
    constraint contents_limits check (minimum is not null or maximum is not null)
);

-- All rows that fit limit a bag together; the earliest wins (RULE X1).
create table products.shelf_lives (
    product_code   text     not null,
    preservative   text     not null,
    bag_system     text     not null,
    effective_from date     not null,
    effective_to   date,
    amount         integer  not null,
    unit           text     not null,
    base           text     not null,
    standard       text     not null,
    verified       boolean  not null,
    constraint shelf_lives_pk primary key (product_code, preservative, bag_system, effective_from),
    constraint shelf_lives_amount check (amount > 0),
    constraint shelf_lives_span check (effective_to is null or effective_from <= effective_to),
    constraint shelf_lives_system check (bag_system in ('ANY', 'CLOSED', 'PLAIN', 'OPEN')),
    constraint shelf_lives_unit check (unit in ('HOURS', 'DAYS', 'YEARS')),
    constraint shelf_lives_base check (base in ('COLLECTION', 'MAKING'))
);
comment on column products.shelf_lives.preservative is 'Anticoagulant or additive solution; ANY where the life does not hang on it';
comment on column products.shelf_lives.bag_system is 'PLAIN: a platelet product in a bag that does not breathe; OPEN: the bag was entered';

-- Which may come from which (FACTS 3.4); what is not here is refused.
create table products.ways (
    parent_code     text    not null,
    child_code      text    not null,
    effective_from  date    not null,
    effective_to    date,
    kind            text    not null,
    keeps_expiry    boolean not null,
    added_per_mille integer not null default 0,
    verified        boolean not null,
    constraint ways_pk primary key (parent_code, child_code, effective_from),
    constraint ways_kind check (kind in ('MAKE', 'SPLIT', 'POOL')),
    constraint ways_split check ((kind = 'SPLIT') = (parent_code = child_code)),
    constraint ways_span check (effective_to is null or effective_from <= effective_to),
    constraint ways_added check (added_per_mille between 0 and 2000)
);
comment on column products.ways.keeps_expiry is 'The child never outlives its parent';
comment on column products.ways.added_per_mille is 'How much solution may be added at most, in thousandths of the nominal source volume';

insert into products.products
    (ordinal, product_code, isbt_code, name_zh, name_en, family, band, verified, effective_from, standard)
select v.*, date '2012-07-01', 'GB 18469-2012'
from (values
    (1,  'WB',       'D0001V00', '全血',                   'Whole blood',                                        'WHOLE_BLOOD',  'COLD_2_6',        true),
    (2,  'LRWB',     'D0002V00', '去白细胞全血',           'Whole blood, leucocyte-reduced',                     'WHOLE_BLOOD',  'COLD_2_6',        false),
    (3,  'PRC',      'D0003V00', '浓缩红细胞',             'Red cell concentrate',                               'RED_CELLS',    'COLD_2_6',        false),
    (4,  'SRC',      'D0004V00', '悬浮红细胞',             'Red cells in additive solution',                     'RED_CELLS',    'COLD_2_6',        true),
    (5,  'LRC',      'D0005V00', '去白细胞悬浮红细胞',     'Red cells in additive solution, leucocyte-reduced',  'RED_CELLS',    'COLD_2_6',        false),
    (6,  'WRC',      'D0006V00', '洗涤红细胞',             'Washed red cells',                                   'RED_CELLS',    'COLD_2_6',        true),
    (7,  'FRC',      'D0007V00', '冰冻红细胞',             'Frozen red cells, 40 % glycerol',                    'RED_CELLS',    'FROZEN_65',       true),
    (8,  'DGRC',     'D0008V00', '冰冻解冻去甘油红细胞',   'Thawed deglycerolised red cells',                    'RED_CELLS',    'COLD_2_6',        true),
    (9,  'PC',       'D0009V00', '浓缩血小板',             'Platelet concentrate',                               'PLATELETS',    'PLATELETS_20_24', true),
    (10, 'PPC',      'D0010V00', '混合浓缩血小板',         'Pooled platelet concentrate',                        'PLATELETS',    'PLATELETS_20_24', false),
    (11, 'AP',       'D0011V00', '单采血小板',             'Apheresis platelets',                                'PLATELETS',    'PLATELETS_20_24', true),
    (12, 'LRAP',     'D0012V00', '去白细胞单采血小板',     'Apheresis platelets, leucocyte-reduced',             'PLATELETS',    'PLATELETS_20_24', false),
    (13, 'FFP',      'D0013V00', '新鲜冰冻血浆',           'Fresh frozen plasma',                                'PLASMA',       'FROZEN_18',       true),
    (14, 'MBFFP',    'D0014V00', '病毒灭活新鲜冰冻血浆',   'Fresh frozen plasma, pathogen-inactivated',          'PLASMA',       'FROZEN_18',       false),
    (15, 'FP',       'D0015V00', '冰冻血浆',               'Frozen plasma',                                      'PLASMA',       'FROZEN_18',       true),
    (16, 'MBFP',     'D0016V00', '病毒灭活冰冻血浆',       'Frozen plasma, pathogen-inactivated',                'PLASMA',       'FROZEN_18',       false),
    (17, 'CRYO',     'D0017V00', '冷沉淀凝血因子',         'Cryoprecipitate',                                    'CRYO',         'FROZEN_18',       true),
    (18, 'CPP',      'D0018V00', '冰冻血浆（去冷沉淀）',   'Frozen plasma, cryo-poor',                           'PLASMA',       'FROZEN_18',       false),
    (19, 'APFFP',    'D0019V00', '单采新鲜冰冻血浆',       'Apheresis fresh frozen plasma',                      'PLASMA',       'FROZEN_18',       false),
    (20, 'GRAN',     'D0020V00', '单采粒细胞',             'Apheresis granulocytes',                             'GRANULOCYTES', 'PLATELETS_20_24', false),
    (21, 'FRC20',    'D0021V00', '冰冻红细胞（低甘油）',   'Frozen red cells, 20 % glycerol',                    'RED_CELLS',    'FROZEN_120',      true),
    (22, 'THFFP',    'D0022V00', '解冻新鲜冰冻血浆',       'Thawed fresh frozen plasma',                         'PLASMA',       'COLD_2_6',        false),
    (23, 'THFP',     'D0023V00', '解冻冰冻血浆',           'Thawed frozen plasma',                               'PLASMA',       'COLD_2_6',        false),
    (24, 'IRR-PRC',  'D0024V00', '辐照浓缩红细胞',         'Red cell concentrate, irradiated',                   'RED_CELLS',    'COLD_2_6',        false),
    (25, 'IRR-SRC',  'D0025V00', '辐照悬浮红细胞',         'Red cells in additive solution, irradiated',         'RED_CELLS',    'COLD_2_6',        false),
    (26, 'IRR-LRC',  'D0026V00', '辐照去白细胞悬浮红细胞', 'Red cells in additive solution, leucocyte-reduced, irradiated', 'RED_CELLS', 'COLD_2_6', false),
    (27, 'IRR-WRC',  'D0027V00', '辐照洗涤红细胞',         'Washed red cells, irradiated',                       'RED_CELLS',    'COLD_2_6',        false),
    (28, 'IRR-DGRC', 'D0028V00', '辐照冰冻解冻去甘油红细胞', 'Thawed deglycerolised red cells, irradiated',      'RED_CELLS',    'COLD_2_6',        false),
    (29, 'IRR-PC',   'D0029V00', '辐照浓缩血小板',         'Platelet concentrate, irradiated',                   'PLATELETS',    'PLATELETS_20_24', false),
    (30, 'IRR-AP',   'D0030V00', '辐照单采血小板',         'Apheresis platelets, irradiated',                    'PLATELETS',    'PLATELETS_20_24', false),
    (31, 'IRR-LRAP', 'D0031V00', '辐照去白细胞单采血小板', 'Apheresis platelets, leucocyte-reduced, irradiated', 'PLATELETS',    'PLATELETS_20_24', false)
) v (ordinal, product_code, isbt_code, name_zh, name_en, family, band, verified);

insert into products.contents (product_code, effective_from, source_ml, measure, minimum, maximum, verified)
select v.product_code, date '2012-07-01', v.source_ml, v.measure, v.minimum, v.maximum, v.verified
from (values
    ('WB',    200, 'VOLUME_ML',       180,  220, false), ('WB',    300, 'VOLUME_ML',       270,  330, false), ('WB',    400, 'VOLUME_ML',       360,  440, false),
    ('WB',    200, 'HAEMOGLOBIN_G',    20, null, false), ('WB',    300, 'HAEMOGLOBIN_G',    30, null, false), ('WB',    400, 'HAEMOGLOBIN_G',    40, null, false),
    ('LRWB',  200, 'WBC_1E6',        null,  2.5, false), ('LRWB',  300, 'WBC_1E6',        null,  3.8, false), ('LRWB',  400, 'WBC_1E6',        null,  5.0, false),
    ('LRWB',  200, 'HAEMOGLOBIN_G',    18, null, false), ('LRWB',  300, 'HAEMOGLOBIN_G',    27, null, false), ('LRWB',  400, 'HAEMOGLOBIN_G',    36, null, false),
    ('PRC',   200, 'VOLUME_ML',       108,  132, false), ('PRC',   300, 'VOLUME_ML',       162,  198, false), ('PRC',   400, 'VOLUME_ML',       216,  264, false),
    ('PRC',   200, 'HAEMATOCRIT',    0.65, 0.80, false), ('PRC',   300, 'HAEMATOCRIT',    0.65, 0.80, false), ('PRC',   400, 'HAEMATOCRIT',    0.65, 0.80, false),
    ('PRC',   200, 'HAEMOGLOBIN_G',    20, null, false), ('PRC',   300, 'HAEMOGLOBIN_G',    30, null, false), ('PRC',   400, 'HAEMOGLOBIN_G',    40, null, false),
    ('SRC',   200, 'HAEMATOCRIT',    0.50, 0.65, false), ('SRC',   300, 'HAEMATOCRIT',    0.50, 0.65, false), ('SRC',   400, 'HAEMATOCRIT',    0.50, 0.65, false),
    ('SRC',   200, 'HAEMOGLOBIN_G',    20, null, false), ('SRC',   300, 'HAEMOGLOBIN_G',    30, null, false), ('SRC',   400, 'HAEMOGLOBIN_G',    40, null, false),
    ('LRC',   200, 'HAEMATOCRIT',    0.45, 0.60, false), ('LRC',   300, 'HAEMATOCRIT',    0.45, 0.60, false), ('LRC',   400, 'HAEMATOCRIT',    0.45, 0.60, false),
    ('LRC',   200, 'HAEMOGLOBIN_G',    18, null, false), ('LRC',   300, 'HAEMOGLOBIN_G',    27, null, false), ('LRC',   400, 'HAEMOGLOBIN_G',    36, null, false),
    ('LRC',   200, 'WBC_1E6',        null,  2.5, false), ('LRC',   300, 'WBC_1E6',        null,  3.8, false), ('LRC',   400, 'WBC_1E6',        null,  5.0, false),
    ('WRC',   200, 'VOLUME_ML',       113,  137, false), ('WRC',   300, 'VOLUME_ML',       170,  206, false), ('WRC',   400, 'VOLUME_ML',       225,  275, false),
    ('WRC',   200, 'HAEMOGLOBIN_G',    18, null, false), ('WRC',   300, 'HAEMOGLOBIN_G',    27, null, false), ('WRC',   400, 'HAEMOGLOBIN_G',    36, null, false),
    ('WRC',   200, 'PROTEIN_G',      null,  0.5, false), ('WRC',   300, 'PROTEIN_G',      null, 0.75, false), ('WRC',   400, 'PROTEIN_G',      null,  1.0, false),
    ('DGRC',  200, 'VOLUME_ML',       180,  220, true),  ('DGRC',  300, 'VOLUME_ML',       270,  330, true),  ('DGRC',  400, 'VOLUME_ML',       360,  440, true),
    ('DGRC',  200, 'HAEMOGLOBIN_G',    16, null, true),  ('DGRC',  300, 'HAEMOGLOBIN_G',    24, null, true),  ('DGRC',  400, 'HAEMOGLOBIN_G',    32, null, true),
    ('DGRC',  200, 'WBC_1E6',        null,   20, true),  ('DGRC',  300, 'WBC_1E6',        null,   30, true),  ('DGRC',  400, 'WBC_1E6',        null,   40, true),
    ('PC',    200, 'VOLUME_ML',        25,   38, false), ('PC',    300, 'VOLUME_ML',        38,   57, false), ('PC',    400, 'VOLUME_ML',        50,   76, false),
    ('PC',    200, 'PLATELETS_1E10',  2.0, null, false), ('PC',    300, 'PLATELETS_1E10',  3.0, null, false), ('PC',    400, 'PLATELETS_1E10',  4.0, null, false),
    ('PC',    200, 'PH',              6.4,  7.4, false), ('PC',    300, 'PH',              6.4,  7.4, false), ('PC',    400, 'PH',              6.4,  7.4, false),
    ('PC',    200, 'RBC_1E9',        null,  1.0, false), ('PC',    300, 'RBC_1E9',        null,  1.5, false), ('PC',    400, 'RBC_1E9',        null,  2.0, false),
    ('AP',      0, 'VOLUME_ML',       125,  300, false), ('AP',      0, 'PLATELETS_1E10',   25, null, true),  ('AP',      0, 'PH',              6.4,  7.4, false),
    ('AP',      0, 'WBC_1E6',        null,  500, false), ('AP',      0, 'RBC_1E9',        null,  8.0, false),
    ('LRAP',    0, 'VOLUME_ML',       125,  300, false), ('LRAP',    0, 'PLATELETS_1E10',   25, null, true),  ('LRAP',    0, 'PH',              6.4,  7.4, false),
    ('LRAP',    0, 'WBC_1E6',        null,  5.0, false), ('LRAP',    0, 'RBC_1E9',        null,  8.0, false),
    ('CRYO',  200, 'FIBRINOGEN_MG',    75, null, false), ('CRYO',  300, 'FIBRINOGEN_MG',   113, null, false), ('CRYO',  400, 'FIBRINOGEN_MG',   150, null, false),
    ('CRYO',  200, 'FVIII_IU',         40, null, false), ('CRYO',  300, 'FVIII_IU',         60, null, false), ('CRYO',  400, 'FVIII_IU',         80, null, false),
    ('GRAN',    0, 'VOLUME_ML',       150,  500, false), ('GRAN',    0, 'NEUTROPHILS_1E10', 1.0, null, false), ('GRAN',    0, 'HAEMATOCRIT',    null, 0.15, false)
) v (product_code, source_ml, measure, minimum, maximum, verified);

-- Red cells and whole blood by what keeps them alive.
insert into products.shelf_lives
    (product_code, preservative, bag_system, effective_from, amount, unit, base, standard, verified)
select p.product_code, k.preservative, p.bag_system, date '2012-07-01', k.amount, 'DAYS', 'COLLECTION', 'WS 399-2012',
       p.verified and k.verified
from (values ('WB', 'ANY', true), ('LRWB', 'ANY', false), ('PRC', 'CLOSED', false), ('SRC', 'CLOSED', true), ('LRC', 'CLOSED', true))
        p (product_code, bag_system, verified)
cross join (values ('ACD-B', 21, true, false), ('CPD', 21, true, false), ('CPDA-1', 35, true, false),
                   ('MAP', 35, true, true), ('SAGM', 35, false, true), ('AS-1', 42, false, true),
                   ('AS-3', 42, false, true), ('AS-5', 42, false, true))
        k (preservative, amount, verified, additive)
where not k.additive or p.product_code in ('SRC', 'LRC');

insert into products.shelf_lives
    (product_code, preservative, bag_system, amount, unit, base, verified, effective_from, standard)
select v.*, date '2012-07-01', 'WS 399-2012'
from (values
    ('PRC',      'ANY', 'OPEN',   24, 'HOURS', 'MAKING',     false),
    ('SRC',      'ANY', 'OPEN',   24, 'HOURS', 'MAKING',     false),
    ('LRC',      'ANY', 'OPEN',   24, 'HOURS', 'MAKING',     false),
    ('WRC',      'ANY', 'ANY',    24, 'HOURS', 'MAKING',     true),
    ('FRC',      'ANY', 'ANY',    10, 'YEARS', 'COLLECTION', true),
    ('FRC20',    'ANY', 'ANY',    10, 'YEARS', 'COLLECTION', true),
    ('DGRC',     'ANY', 'ANY',    24, 'HOURS', 'MAKING',     true),
    ('PC',       'ANY', 'CLOSED',  5, 'DAYS',  'COLLECTION', true),
    ('PC',       'ANY', 'PLAIN',  24, 'HOURS', 'MAKING',     true),
    ('PC',       'ANY', 'OPEN',    4, 'HOURS', 'MAKING',     false),
    ('PPC',      'ANY', 'CLOSED',  5, 'DAYS',  'COLLECTION', false),
    ('PPC',      'ANY', 'OPEN',    6, 'HOURS', 'MAKING',     false),
    ('AP',       'ANY', 'CLOSED',  5, 'DAYS',  'COLLECTION', true),
    ('AP',       'ANY', 'PLAIN',  24, 'HOURS', 'MAKING',     true),
    ('AP',       'ANY', 'OPEN',    4, 'HOURS', 'MAKING',     false),
    ('LRAP',     'ANY', 'CLOSED',  5, 'DAYS',  'COLLECTION', false),
    ('LRAP',     'ANY', 'PLAIN',  24, 'HOURS', 'MAKING',     false),
    ('LRAP',     'ANY', 'OPEN',    4, 'HOURS', 'MAKING',     false),
    ('FFP',      'ANY', 'ANY',     1, 'YEARS', 'COLLECTION', true),
    ('MBFFP',    'ANY', 'ANY',     1, 'YEARS', 'COLLECTION', false),
    ('FP',       'ANY', 'ANY',     4, 'YEARS', 'COLLECTION', true),
    ('MBFP',     'ANY', 'ANY',     4, 'YEARS', 'COLLECTION', false),
    ('CRYO',     'ANY', 'ANY',     1, 'YEARS', 'COLLECTION', true),
    ('CPP',      'ANY', 'ANY',     4, 'YEARS', 'COLLECTION', false),
    ('APFFP',    'ANY', 'ANY',     1, 'YEARS', 'COLLECTION', false),
    ('GRAN',     'ANY', 'ANY',    24, 'HOURS', 'MAKING',     false),
    ('THFFP',    'ANY', 'ANY',    24, 'HOURS', 'MAKING',     false),
    ('THFP',     'ANY', 'ANY',    24, 'HOURS', 'MAKING',     false),
    ('IRR-PRC',  'ANY', 'ANY',    14, 'DAYS',  'MAKING',     false),
    ('IRR-SRC',  'ANY', 'ANY',    14, 'DAYS',  'MAKING',     false),
    ('IRR-LRC',  'ANY', 'ANY',    14, 'DAYS',  'MAKING',     false),
    ('IRR-WRC',  'ANY', 'ANY',    24, 'HOURS', 'MAKING',     false),
    ('IRR-DGRC', 'ANY', 'ANY',    24, 'HOURS', 'MAKING',     false),
    ('IRR-PC',   'ANY', 'ANY',     5, 'DAYS',  'COLLECTION', false),
    ('IRR-AP',   'ANY', 'ANY',     5, 'DAYS',  'COLLECTION', false),
    ('IRR-LRAP', 'ANY', 'ANY',     5, 'DAYS',  'COLLECTION', false)
) v (product_code, preservative, bag_system, amount, unit, base, verified);

insert into products.ways (parent_code, child_code, kind, keeps_expiry, added_per_mille, verified, effective_from)
select v.*, date '2012-07-01'
from (values
    ('WB',    'PRC',      'MAKE',  true,    0, true),
    ('WB',    'SRC',      'MAKE',  false, 250, true),
    ('WB',    'LRWB',     'MAKE',  true,    0, true),
    ('WB',    'LRC',      'MAKE',  false, 250, true),
    ('WB',    'FFP',      'MAKE',  false,   0, true),
    ('WB',    'FP',       'MAKE',  false,   0, true),
    ('WB',    'PC',       'MAKE',  false,   0, true),
    ('LRWB',  'LRC',      'MAKE',  false, 250, true),
    ('LRWB',  'FFP',      'MAKE',  false,   0, true),
    ('LRWB',  'FP',       'MAKE',  false,   0, true),
    ('PRC',   'LRC',      'MAKE',  false, 250, true),
    ('PRC',   'WRC',      'MAKE',  true,  500, true),
    ('PRC',   'FRC',      'MAKE',  false, 800, true),
    ('PRC',   'FRC20',    'MAKE',  false, 800, true),
    ('PRC',   'IRR-PRC',  'MAKE',  true,    0, true),
    ('PRC',   'PRC',      'SPLIT', true,    0, true),
    ('SRC',   'LRC',      'MAKE',  true,    0, true),
    ('SRC',   'WRC',      'MAKE',  true,  500, true),
    ('SRC',   'FRC',      'MAKE',  false, 800, true),
    ('SRC',   'FRC20',    'MAKE',  false, 800, true),
    ('SRC',   'IRR-SRC',  'MAKE',  true,    0, true),
    ('SRC',   'SRC',      'SPLIT', true,    0, true),
    ('LRC',   'WRC',      'MAKE',  true,  500, true),
    ('LRC',   'FRC',      'MAKE',  false, 800, true),
    ('LRC',   'FRC20',    'MAKE',  false, 800, true),
    ('LRC',   'IRR-LRC',  'MAKE',  true,    0, true),
    ('LRC',   'LRC',      'SPLIT', true,    0, true),
    ('FRC',   'DGRC',     'MAKE',  true,  500, true),
    ('FRC20', 'DGRC',     'MAKE',  true,  500, true),
    ('WRC',   'IRR-WRC',  'MAKE',  true,    0, true),
    ('DGRC',  'IRR-DGRC', 'MAKE',  true,    0, true),
    ('FFP',   'MBFFP',    'MAKE',  true,   50, true),
    ('FFP',   'CRYO',     'MAKE',  true,    0, true),
    ('FFP',   'CPP',      'MAKE',  false,   0, true),
    ('FFP',   'FP',       'MAKE',  false,   0, true),
    ('FFP',   'THFFP',    'MAKE',  true,    0, true),
    ('FP',    'MBFP',     'MAKE',  true,   50, true),
    ('FP',    'THFP',     'MAKE',  true,    0, true),
    ('PC',    'PPC',      'POOL',  true,    0, true),
    ('PC',    'IRR-PC',   'MAKE',  true,    0, true),
    ('AP',    'IRR-AP',   'MAKE',  true,    0, true),
    ('AP',    'AP',       'SPLIT', true,    0, true),
    ('LRAP',  'IRR-LRAP', 'MAKE',  true,    0, true),
    ('LRAP',  'LRAP',     'SPLIT', true,    0, true)
) v (parent_code, child_code, kind, keeps_expiry, added_per_mille, verified);

call audit.reference('products.products');
call audit.reference('products.contents');
call audit.reference('products.shelf_lives');
call audit.reference('products.ways');
