create schema distribution;

create table distribution.orders (
    station_id  integer     not null,
    order_id    uuid        not null,
    order_no    bigint      not null generated always as identity,
    hospital_id uuid        not null,
    urgency     text        not null,
    needed_by   timestamptz not null,
    placed_at   timestamptz not null,
    placed_by   uuid        not null,
    state       text        not null default 'SUBMITTED',
    constraint orders_pk primary key (station_id, order_id),
    constraint orders_no unique (station_id, order_no),
    constraint orders_hospital foreign key (station_id, hospital_id) references hospitals.hospitals,
    constraint orders_urgency check (urgency in ('ROUTINE', 'URGENT', 'EMERGENCY')),
    constraint orders_state check (state in ('SUBMITTED', 'ALLOCATED', 'PARTLY', 'ISSUED', 'RECEIVED', 'CLOSED', 'REJECTED'))
);
create index orders_open on distribution.orders (station_id, needed_by) where state in ('SUBMITTED', 'ALLOCATED', 'PARTLY');
create index orders_of_hospital on distribution.orders (station_id, hospital_id, placed_at);

create table distribution.order_lines (
    station_id   integer  not null,
    order_id     uuid     not null,
    line_no      smallint not null,
    product_code text     not null,
    blood_group  text     not null,
    quantity     smallint not null,
    patient_ref  text,
    constraint order_lines_pk primary key (station_id, order_id, line_no),
    constraint order_lines_order foreign key (station_id, order_id) references distribution.orders,
    constraint order_lines_quantity check (quantity between 1 and 999),
    constraint order_lines_group check (blood_group in ('O+', 'O-', 'A+', 'A-', 'B+', 'B-', 'AB+', 'AB-'))
);
comment on column distribution.order_lines.patient_ref is 'The hospital''s own pseudonym; never a name';

create table distribution.allocations (
    station_id    integer     not null,
    bag_id        uuid        not null,
    order_id      uuid        not null,
    line_no       smallint    not null,
    allocated_at  timestamptz not null,
    allocated_by  uuid        not null,
    reasons       jsonb       not null default '[]',
    constraint allocations_pk primary key (station_id, bag_id),
    constraint allocations_bag foreign key (station_id, bag_id) references units.bags,
    constraint allocations_line foreign key (station_id, order_id, line_no) references distribution.order_lines
);
comment on table distribution.allocations is 'The reservation in force: taking it back deletes the row, the bag''s history keeps it';
create index allocations_of_order on distribution.allocations (station_id, order_id, line_no);

create table distribution.issues (
    station_id integer     not null,
    bag_id     uuid        not null,
    order_id   uuid        not null,
    line_no    smallint    not null,
    issued_at  timestamptz not null,
    issued_by  uuid        not null,
    checked_by uuid        not null,
    command_id uuid        not null,
    constraint issues_pk primary key (station_id, bag_id),
    constraint issues_bag foreign key (station_id, bag_id) references units.bags,
    constraint issues_line foreign key (station_id, order_id, line_no) references distribution.order_lines
);
comment on constraint issues_pk on distribution.issues is 'A bag is issued once';
create index issues_of_order on distribution.issues (station_id, order_id);

create table distribution.receipts (
    station_id  integer     not null,
    bag_id      uuid        not null,
    received_at timestamptz not null,
    received_by uuid        not null,
    command_id  uuid        not null,
    constraint receipts_pk primary key (station_id, bag_id),
    constraint receipts_issue foreign key (station_id, bag_id) references distribution.issues
);

create table distribution.fates (
    station_id  integer     not null,
    bag_id      uuid        not null,
    fate        text        not null,
    patient_ref text,
    happened_at timestamptz not null,
    reported_by uuid        not null,
    command_id  uuid        not null,
    constraint fates_pk primary key (station_id, bag_id),
    constraint fates_issue foreign key (station_id, bag_id) references distribution.issues,
    constraint fates_fate check (fate in ('TRANSFUSED', 'RETURNED', 'DISCARDED')),
    constraint fates_patient check (fate <> 'TRANSFUSED' or patient_ref is not null)
);
create index fates_patient on distribution.fates (station_id, patient_ref) where patient_ref is not null;

call audit.watch('distribution.orders', 'order_id');
call audit.append_only('distribution.order_lines');
call audit.append_only('distribution.issues');
call audit.append_only('distribution.receipts');
call audit.append_only('distribution.fates');
