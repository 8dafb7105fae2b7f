create schema hospitals;

create table hospitals.hospitals (
    station_id     integer not null references station.stations,
    hospital_id    uuid    not null,
    code           text    not null,
    name_zh        text    not null,
    name_en        text    not null,
    licence_no     text    not null,
    contract_until date    not null,
    constraint hospitals_pk primary key (station_id, hospital_id),
    constraint hospitals_code unique (station_id, code)
);
call audit.watch('hospitals.hospitals', 'hospital_id', rights => 'select, insert, update (contract_until)');
