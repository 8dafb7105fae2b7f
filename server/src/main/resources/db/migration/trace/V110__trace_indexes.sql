-- Trace reads what others wrote and owns no table; these two ways in are its own.
create index order_lines_patient on distribution.order_lines (station_id, patient_ref) where patient_ref is not null;

-- "With 31 others": events are written in the order of time, so a few bytes for each sixteen pages find a command's.
create index events_by_time on units.events using brin (at) with (pages_per_range = 16, autosummarize = on);
