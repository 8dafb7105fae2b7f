create schema collection;

-- Reference data, the same for every station: a visit is judged by the edition in force on its own date.
create table collection.rule_sets (
    rule_set       text  not null,
    jurisdiction   text  not null,
    standard       text  not null,
    edition        text  not null,
    effective_from date  not null,
    effective_to   date,
    rules          jsonb not null,
    constraint rule_sets_pk primary key (rule_set),
    constraint rule_sets_span check (effective_to is null or effective_from <= effective_to),
    constraint rule_sets_overlap exclude using gist (jurisdiction with =, daterange(effective_from, effective_to, '[]') with &&)
);
comment on column collection.rule_sets.effective_to is 'The last day on which the edition is in force; null while no newer one is known';
comment on column collection.rule_sets.rules is 'Limits are [atLeast, below) or [atLeast, atMost]; assumed marks a value that the standard does not give: the station confirms or changes it';

insert into collection.rule_sets (rule_set, jurisdiction, standard, edition, effective_from, effective_to, rules) values
('CN-GB18467-2011', 'CN', 'GB 18467', '2011', '2012-07-01', null, $json$
{
  "ages": {"first": 18, "last": 55,
           "extended": {"last": 60, "onBirthday": true, "priorDonations": 2, "assumed": true}},
  "limits": [
    {"rule": "E4", "reading": "WEIGHT", "sex": "MALE", "atLeast": 50},
    {"rule": "E4", "reading": "WEIGHT", "sex": "FEMALE", "atLeast": 45},
    {"rule": "E5", "reading": "SYSTOLIC", "atLeast": 90, "below": 140},
    {"rule": "E6", "reading": "DIASTOLIC", "atLeast": 60, "below": 90},
    {"rule": "E7", "reading": "PULSE_PRESSURE", "atLeast": 30},
    {"rule": "E8", "reading": "PULSE", "athlete": false, "atLeast": 60, "atMost": 100},
    {"rule": "E8", "reading": "PULSE", "athlete": true, "atLeast": 50, "atMost": 100},
    {"rule": "E9", "reading": "TEMPERATURE", "atMost": 37.3, "assumed": true},
    {"rule": "E11", "reading": "HAEMOGLOBIN", "sex": "MALE", "atLeast": 120},
    {"rule": "E11", "reading": "HAEMOGLOBIN", "sex": "FEMALE", "atLeast": 115},
    {"rule": "E12", "reading": "COPPER_SULPHATE", "sex": "MALE", "atLeast": 1.0520, "assumed": true},
    {"rule": "E12", "reading": "COPPER_SULPHATE", "sex": "FEMALE", "atLeast": 1.0510, "assumed": true},
    {"rule": "E13", "reading": "ALT", "atMost": 50, "optional": true, "assumed": true},
    {"rule": "E20", "reading": "HAEMATOCRIT", "kind": "APHERESIS_PLATELETS", "atLeast": 0.36},
    {"rule": "E21", "reading": "PLATELETS", "kind": "APHERESIS_PLATELETS", "atLeast": 150, "below": 450},
    {"rule": "E22", "reading": "PLATELETS_AFTER", "kind": "APHERESIS_PLATELETS", "atLeast": 100, "assumed": true}
  ],
  "intervals": [
    {"from": "WHOLE_BLOOD", "to": "WHOLE_BLOOD", "months": 6},
    {"from": "APHERESIS_PLATELETS", "to": "APHERESIS_PLATELETS", "days": 14, "approvedDays": 7},
    {"from": "APHERESIS_PLATELETS", "to": "WHOLE_BLOOD", "days": 28},
    {"from": "WHOLE_BLOOD", "to": "APHERESIS_PLATELETS", "months": 3}
  ],
  "yearly": {"apheresis": 24, "millilitres": 10000, "window": "ROLLING", "assumed": true},
  "failedCountsFromMl": 0,
  "rapidHbsag": true,
  "volumes": {
    "wholeBlood": [
      {"nominal": 200, "platelets": 300, "plasma": 420, "assumed": true},
      {"nominal": 300, "platelets": 450, "plasma": 600, "assumed": true},
      {"nominal": 400, "platelets": 600, "plasma": 780, "assumed": true}
    ],
    "tolerancePercent": 10, "density": 1.05, "failedBelowMl": 30,
    "doses": [1, 2], "doseAtLeast": 125, "doseAtMost": 300, "assumed": true
  },
  "deferrals": [
    {"reading": "HAEMOGLOBIN", "code": "T24-HB", "months": 3, "assumed": true},
    {"reading": "COPPER_SULPHATE", "code": "T24-HB", "months": 3, "assumed": true},
    {"reading": "ALT", "code": "T24-ALT", "days": 14, "assumed": true}
  ]
}
$json$),
-- For history brought in from before July 2012 (RULE I3); nobody is examined by it any more.
('CN-GB18467-2001', 'CN', 'GB 18467', '2001', '1998-10-01', '2012-06-30', $json$
{
  "ages": {"first": 18, "last": 55},
  "limits": [
    {"rule": "E4", "reading": "WEIGHT", "sex": "MALE", "atLeast": 50},
    {"rule": "E4", "reading": "WEIGHT", "sex": "FEMALE", "atLeast": 45},
    {"rule": "E5", "reading": "SYSTOLIC", "atLeast": 90, "atMost": 140},
    {"rule": "E6", "reading": "DIASTOLIC", "atLeast": 60, "atMost": 90},
    {"rule": "E7", "reading": "PULSE_PRESSURE", "atLeast": 30},
    {"rule": "E8", "reading": "PULSE", "athlete": false, "atLeast": 60, "atMost": 100},
    {"rule": "E8", "reading": "PULSE", "athlete": true, "atLeast": 50, "atMost": 100},
    {"rule": "E9", "reading": "TEMPERATURE", "atMost": 37.3, "assumed": true},
    {"rule": "E11", "reading": "HAEMOGLOBIN", "sex": "MALE", "atLeast": 120, "assumed": true},
    {"rule": "E11", "reading": "HAEMOGLOBIN", "sex": "FEMALE", "atLeast": 115, "assumed": true},
    {"rule": "E12", "reading": "COPPER_SULPHATE", "sex": "MALE", "atLeast": 1.0520, "assumed": true},
    {"rule": "E12", "reading": "COPPER_SULPHATE", "sex": "FEMALE", "atLeast": 1.0500, "assumed": true},
    {"rule": "E20", "reading": "HAEMATOCRIT", "kind": "APHERESIS_PLATELETS", "atLeast": 0.36, "assumed": true},
    {"rule": "E21", "reading": "PLATELETS", "kind": "APHERESIS_PLATELETS", "atLeast": 150, "below": 450, "assumed": true}
  ],
  "intervals": [
    {"from": "WHOLE_BLOOD", "to": "WHOLE_BLOOD", "months": 6},
    {"from": "APHERESIS_PLATELETS", "to": "APHERESIS_PLATELETS", "days": 28},
    {"from": "APHERESIS_PLATELETS", "to": "WHOLE_BLOOD", "days": 28, "assumed": true},
    {"from": "WHOLE_BLOOD", "to": "APHERESIS_PLATELETS", "months": 6}
  ],
  "yearly": {"apheresis": 24, "millilitres": 10000, "window": "ROLLING", "assumed": true},
  "failedCountsFromMl": 0,
  "rapidHbsag": true,
  "volumes": {
    "wholeBlood": [
      {"nominal": 200, "platelets": 300, "plasma": 420, "assumed": true},
      {"nominal": 300, "platelets": 450, "plasma": 600, "assumed": true},
      {"nominal": 400, "platelets": 600, "plasma": 780, "assumed": true}
    ],
    "tolerancePercent": 10, "density": 1.05, "failedBelowMl": 30,
    "doses": [1, 2], "doseAtLeast": 125, "doseAtMost": 300, "assumed": true
  },
  "deferrals": []
}
$json$);

create table collection.visits (
    station_id    integer     not null,
    visit_id      uuid        not null,
    donor_id      uuid        not null,
    site_id       uuid        not null,
    kind          text        not null,
    intended_ml   integer,
    intended_doses smallint,
    opened_at     timestamptz not null,
    opened_by     uuid        not null,
    visited_on    date        not null,
    state         text        not null default 'OPEN',
    examination   jsonb,
    decision      text,
    reasons       jsonb       not null default '[]',
    rule_set      text,
    decided_at    timestamptz,
    decided_by    uuid,
    constraint visits_pk primary key (station_id, visit_id),
    constraint visits_donor foreign key (station_id, donor_id) references donors.donors,
    constraint visits_site foreign key (station_id, site_id) references station.sites,
    constraint visits_rules foreign key (rule_set) references collection.rule_sets,
    constraint visits_kind check (kind in ('WHOLE_BLOOD', 'APHERESIS_PLATELETS')),
    constraint visits_state check (state in ('OPEN', 'ELIGIBLE', 'DEFERRED', 'DONATED', 'CLOSED')),
    constraint visits_of_donor unique (station_id, visit_id, donor_id, kind),
    constraint visits_eligible check (state not in ('ELIGIBLE', 'DONATED') or decision = 'ALLOWED'),
    constraint visits_examined check (decision is null or decision <> 'ALLOWED'
        or coalesce(examination -> 'answers' ->> 'consent' = 'true' and reasons = '[]', false)),
    constraint visits_deferred check (state <> 'DEFERRED' or (decision = 'REFUSED' and reasons <> '[]')),
    constraint visits_decision check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)
        and (decision is null) = (rule_set is null))
);
comment on constraint visits_examined on collection.visits is 'Nobody is found eligible without an examination and consent (hard stop 4)';
create index visits_of_person on collection.visits (station_id, donor_id, visited_on);
create unique index visits_one_open on collection.visits (station_id, donor_id) where state in ('OPEN', 'ELIGIBLE');
create index visits_day on collection.visits (station_id, visited_on, site_id);

create table collection.donations (
    station_id    integer     not null,
    din           text        not null,
    visit_id      uuid        not null,
    donor_id      uuid        not null,
    site_id       uuid        not null,
    kind          text        not null,
    first_time    boolean     not null,
    nominal_ml    integer     not null,
    doses         smallint    not null default 0,
    drawn_ml      integer     not null,
    anticoagulant text        not null,
    bag_lot       text        not null,
    started_at    timestamptz not null,
    ended_at      timestamptz not null,
    donated_on    date        not null,
    outcome       text        not null,
    reasons       jsonb       not null default '[]',
    collected_by  uuid        not null,
    command_id    uuid        not null,
    constraint donations_pk primary key (station_id, din),
    constraint donations_visit_once unique (station_id, visit_id),
    constraint donations_number foreign key (station_id, din) references units.numbers,
    constraint donations_visit foreign key (station_id, visit_id, donor_id, kind)
        references collection.visits (station_id, visit_id, donor_id, kind),
    constraint donations_donor foreign key (station_id, donor_id) references donors.donors,
    constraint donations_kind check (kind in ('WHOLE_BLOOD', 'APHERESIS_PLATELETS')),
    constraint donations_outcome check (outcome in ('COMPLETE', 'PART', 'FAILED')),
    constraint donations_time check (started_at <= ended_at),
    constraint donations_volume check (drawn_ml between 0 and 1500),
    constraint donations_whole_blood check (kind <> 'WHOLE_BLOOD' or nominal_ml in (200, 300, 400)),
    constraint donations_doses check (kind <> 'APHERESIS_PLATELETS' or doses between 1 and 2)
);
comment on constraint donations_whole_blood on collection.donations is 'RULE V1: 400, 300 or 200 mL, never more than 400 mL at a time';
create index donations_of_donor on collection.donations (station_id, donor_id, donated_on);
create index donations_day on collection.donations (station_id, donated_on);

-- OPEN -> ELIGIBLE -> DONATED; sideways to DEFERRED and CLOSED. A decision is made once.
create function collection.guard_visit() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and not (case old.state
        when 'OPEN'     then new.state in ('ELIGIBLE', 'DEFERRED', 'CLOSED')
        when 'ELIGIBLE' then new.state in ('DONATED', 'DEFERRED', 'CLOSED')
        else false end) then
        raise exception 'A visit does not go from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'visits_way';
    end if;
    if (new.donor_id, new.site_id, new.kind, new.opened_at, new.visited_on) is distinct from
       (old.donor_id, old.site_id, old.kind, old.opened_at, old.visited_on)
       or (old.decision is not null and (new.decision, new.reasons, new.rule_set, new.decided_at, new.decided_by, new.examination)
           is distinct from (old.decision, old.reasons, old.rule_set, old.decided_at, old.decided_by, old.examination)
           and not (old.decision = 'ALLOWED' and new.state = 'DEFERRED')) then
        raise exception 'Who came and what was decided does not change' using errcode = 'check_violation', constraint = 'visits_fixed';
    end if;
    return new;
end $$;
create trigger guard_visit before update on collection.visits for each row execute function collection.guard_visit();
create trigger keep_visit before delete or truncate on collection.visits for each statement execute function audit.refuse_change();

call audit.reference('collection.rule_sets');
call audit.watch('collection.visits', 'visit_id',
    rights => 'select, insert, update (state, examination, decision, reasons, rule_set, decided_at, decided_by)');
call audit.append_only('collection.donations');
