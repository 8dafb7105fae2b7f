-- Hard stop 20: whose clock counts. A command brings its own time; the database has a clock of its own, and where it
-- matters both are asked (docs/decisions/0015-clock.md).
create index commands_latest on audit.commands (station_id, at desc);

create table audit.clocks (
    station_id   integer not null,
    tolerance    interval,
    trusted_from xid8    not null default pg_current_xact_id(),
    constraint clocks_pk primary key (station_id),
    constraint clocks_tolerance check (tolerance between interval '10 seconds' and interval '1 day')
);
call audit.isolate('audit.clocks', 'select');
comment on table audit.clocks is 'Written when a station is founded and by audit.trust_clock; the application only reads it';
comment on column audit.clocks.tolerance is
    'How far the time of a command and the clock of the database may lie apart; null: the station replays history';
comment on column audit.clocks.trusted_from is 'Commands of earlier transactions say nothing about the clock any more';

-- Five minutes where nobody said otherwise; null for a station that replays history.
create function audit.tolerance(station integer) returns interval language plpgsql stable
    security definer set search_path = pg_catalog as $$
declare
    clock audit.clocks;
begin
    select * into clock from audit.clocks c where c.station_id = station;
    return case when clock.station_id is null then interval '5 minutes' else clock.tolerance end;
end $$;

-- The time that decides whether something is still in date. A stolen login cannot set it: the command's time is bound to
-- the row of the command, and where the station lives in the present the clock of the database counts as well.
create function audit.moment(station integer) returns timestamptz language plpgsql stable
    security definer set search_path = pg_catalog as $$
declare
    allowed interval := audit.tolerance(station);
    said    timestamptz := audit.command_at();
begin
    if allowed is null then
        return said;
    end if;
    if said < clock_timestamp() - allowed then
        raise exception 'This is done now, not later: the command is of %', said using errcode = 'check_violation', constraint = 'commands_late';
    end if;
    return greatest(said, clock_timestamp());
end $$;

-- The only transaction that may write under a command is the one that registers it.
create function audit.guard_command() returns trigger language plpgsql as $$
begin
    new.xid := pg_current_xact_id();
    return new;
end $$;
create trigger guard_command before insert on audit.commands for each row execute function audit.guard_command();

-- Asked when the transaction ends: by then the application has said the same in the words of its users, and the first
-- command of a station has founded it.
create function audit.guard_clock() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    allowed interval := audit.tolerance(new.station_id);
begin
    if allowed is null then
        return null;
    end if;
    if new.at > clock_timestamp() + allowed then
        raise exception 'The command is of the future: %', new.at using errcode = 'check_violation', constraint = 'commands_ahead';
    end if;
    if audit.latest(new.station_id) > clock_timestamp() + allowed then
        raise exception 'The clock was set back' using errcode = 'check_violation', constraint = 'commands_set_back';
    end if;
    return null;
end $$;

create function audit.latest(station integer) returns timestamptz language sql stable
    security definer set search_path = pg_catalog as $$
    select c.at from audit.commands c
    where c.station_id = station
      and c.xid >= coalesce((select k.trusted_from from audit.clocks k where k.station_id = station), '0')
    order by c.at desc limit 1
$$;
create constraint trigger guard_clock after insert on audit.commands deferrable initially deferred
    for each row execute function audit.guard_clock();

grant execute on function audit.latest(integer) to "${application}";

-- For the operator, with the owner's login, after a clock that ran ahead was put right.
create procedure audit.trust_clock(station integer) language sql as $$
    update audit.clocks set trusted_from = pg_current_xact_id() where station_id = station
$$;
