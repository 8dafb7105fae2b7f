package org.mailuo.station;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailuo.database.Sql;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.mailuo.station.StaffView.Authorisation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of staff and their authorisations. */
@Repository
class StaffStore {
    private final JdbcClient jdbc;

    StaffStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** True if the login was free. */
    boolean insert(StationId station, StaffId id, NewStaff person, String hash, @Nullable Instant temporaryUntil) {
        return jdbc.sql("""
                insert into station.staff (station_id, staff_id, login, name, password_hash, hospital_id, temporary_until)
                values (:station, :id, :login, :name, :hash, :hospital, :temporary)
                on conflict do nothing
                """)
                        .param("temporary", Sql.atOrNull(temporaryUntil), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("station", station.value())
                        .param("id", id.value())
                        .param("login", person.login())
                        .param("name", person.name())
                        .param("hash", hash)
                        .param("hospital", person.hospitalId(), Types.OTHER)
                        .update()
                == 1;
    }

    /** Beneath a training of this person; false if there is none of that id or nothing would change. */
    boolean authorise(
            StationId station,
            StaffId id,
            Collection<Duty> duties,
            LocalDate from,
            LocalDate until,
            UUID training,
            Instant at) {
        List<Duty> wanted = List.copyOf(Set.copyOf(duties));
        return jdbc.sql("""
                insert into station.authorisations
                    (station_id, authorisation_id, staff_id, duty, valid_from, valid_until,
                     training_id, trained_on, trained_until)
                select :station, w.id, :staff, w.duty, :from, :until, t.training_id, t.trained_on, t.valid_until
                from unnest(:ids, :duties) as w(id, duty)
                join station.trainings t
                  on t.station_id = :station and t.staff_id = :staff and t.training_id = :training
                on conflict (station_id, staff_id, duty, valid_from) do update
                    set valid_until = excluded.valid_until, training_id = excluded.training_id,
                        trained_on = excluded.trained_on, trained_until = excluded.trained_until
                where (authorisations.valid_until, authorisations.training_id)
                      is distinct from (excluded.valid_until, excluded.training_id)
                """)
                        .param("training", training)
                        .param("station", station.value())
                        .param("staff", id.value())
                        .param("from", from)
                        .param("until", until)
                        .param(
                                "ids",
                                wanted.stream().map(duty -> Uuid7.next(at)).toArray(UUID[]::new))
                        .param("duties", wanted.stream().map(Duty::name).toArray(String[]::new))
                        .update()
                > 0;
    }

    void insert(StationId station, StaffId id, UUID training, NewTraining wanted) {
        jdbc.sql("""
                insert into station.trainings
                    (station_id, training_id, staff_id, subject, trainer, trained_on, valid_until)
                values (:station, :training, :staff, :subject, :trainer, :on, :until)
                """)
                .param("station", station.value())
                .param("training", training)
                .param("staff", id.value())
                .param("subject", wanted.subject())
                .param("trainer", wanted.trainer())
                .param("on", wanted.on())
                .param("until", wanted.until())
                .update();
    }

    /** Newest first. */
    List<Training> trainings(StationId station, StaffId id) {
        return jdbc.sql("""
                select training_id, subject, trainer, trained_on, valid_until from station.trainings
                where station_id = :station and staff_id = :staff
                order by trained_on desc, training_id desc
                """)
                .param("station", station.value())
                .param("staff", id.value())
                .query((row, number) -> new Training(
                        Sql.uuid(row, "training_id"),
                        row.getString("subject"),
                        row.getString("trainer"),
                        Sql.date(row, "trained_on"),
                        Sql.date(row, "valid_until")))
                .list();
    }

    /** Ends an authorisation on the day before; one that has not begun is removed. */
    boolean withdraw(StationId station, UUID authorisation, LocalDate day) {
        int removed = jdbc.sql("""
                delete from station.authorisations
                where station_id = :station and authorisation_id = :id and valid_from >= :day
                """)
                .param("station", station.value())
                .param("id", authorisation)
                .param("day", day)
                .update();
        int ended = jdbc.sql("""
                update station.authorisations set valid_until = :day - 1
                where station_id = :station and authorisation_id = :id and valid_from < :day and valid_until >= :day
                """)
                .param("station", station.value())
                .param("id", authorisation)
                .param("day", day)
                .update();
        return removed + ended == 1;
    }

    /** Ends what would still count on the day of that time, by the calendar of the station. */
    void endDuties(StationId station, StaffId id, Instant at) {
        for (String end : List.of("""
                delete from station.authorisations a using station.stations s
                where s.station_id = :station and a.station_id = :station and a.staff_id = :id
                  and a.valid_from >= (cast(:at as timestamptz) at time zone s.time_zone)::date
                """, """
                update station.authorisations a
                set valid_until = (cast(:at as timestamptz) at time zone s.time_zone)::date - 1
                from station.stations s
                where s.station_id = :station and a.station_id = :station and a.staff_id = :id
                  and a.valid_until >= (cast(:at as timestamptz) at time zone s.time_zone)::date
                """)) {
            jdbc.sql(end)
                    .param("station", station.value())
                    .param("id", id.value())
                    .param("at", Sql.at(at))
                    .update();
        }
    }

    boolean setActive(StationId station, StaffId id, boolean active, Instant at) {
        return jdbc.sql("""
                update station.staff set active = :active, sessions_since = :at
                where station_id = :station and staff_id = :id and active <> :active
                """)
                        .param("station", station.value())
                        .param("id", id.value())
                        .param("active", active)
                        .param("at", since(at))
                        .update()
                == 1;
    }

    /** A new password ends all sessions that began before. */
    boolean setPassword(StationId station, UUID id, String hash, Instant at, @Nullable Instant temporaryUntil) {
        return jdbc.sql("""
                update station.staff set password_hash = :hash, sessions_since = :at, temporary_until = :temporary
                where station_id = :station and staff_id = :id
                """)
                        .param("at", since(at))
                        .param("temporary", Sql.atOrNull(temporaryUntil), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("station", station.value())
                        .param("id", id)
                        .param("hash", hash)
                        .update()
                == 1;
    }

    /** Whole milliseconds, so that no rounding of the database ends the session that changed the password. */
    private static OffsetDateTime since(Instant at) {
        return Sql.at(at.truncatedTo(ChronoUnit.MILLIS));
    }

    Optional<String> findPassword(StationId station, UUID id) {
        return jdbc.sql("select password_hash from station.staff where station_id = :station and staff_id = :id")
                .param("station", station.value())
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** Whosever login it is, while no station is known yet; else somebody of this station. */
    Optional<StaffPrincipal> findAccount(String login, Instant now) {
        return jdbc.sql("select * from station.account_by_login(:login, :now)")
                .param("login", login)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> account(row))
                .optional();
    }

    /** As {@link #findAccount(String, Instant)} within one station: a signer is of the same house. */
    Optional<StaffPrincipal> findAccount(StationId station, String login, Instant now) {
        return jdbc.sql("select * from station.account_by_login(:login, :now) where station_id = :station")
                .param("station", station.value())
                .param("login", login)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> account(row))
                .optional();
    }

    Optional<StaffPrincipal> findAccount(StationId station, UUID id, Instant now) {
        return jdbc.sql("""
                select a.* from station.staff p cross join station.account_by_login(p.login, :now) a
                where p.station_id = :station and p.staff_id = :id
                """)
                .param("station", station.value())
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> account(row))
                .optional();
    }

    private static StaffPrincipal account(ResultSet row) throws SQLException {
        Actor actor = new Actor(
                new StationId(row.getInt("station_id")),
                row.getObject("staff_id", UUID.class),
                row.getString("login"),
                duties(row.getArray("duties")),
                row.getObject("hospital_id", UUID.class));
        return new StaffPrincipal(
                actor,
                row.getString("name"),
                row.getString("name_zh"),
                row.getString("name_en"),
                ZoneId.of(row.getString("time_zone")),
                Duration.ofMinutes(row.getInt("idle_minutes")),
                row.getString("password_hash"),
                row.getBoolean("active"),
                Sql.instantOrNull(row, "temporary_until"),
                Sql.instant(row, "sessions_since"),
                row.getBoolean("has_factor"),
                duties(row.getArray("second_factor_for")),
                null,
                false);
    }

    static Set<Duty> duties(Array names) throws SQLException {
        return Arrays.stream((Object[]) names.getArray())
                .map(name -> Duty.valueOf(name.toString()))
                .collect(Collectors.toUnmodifiableSet());
    }

    List<StaffView> list(StationId station) {
        return views(station, null);
    }

    Optional<StaffView> find(StationId station, StaffId id) {
        return views(station, id.value()).stream().findFirst();
    }

    private List<StaffView> views(StationId station, @Nullable UUID only) {
        Map<UUID, List<Authorisation>> authorisations = jdbc
                .sql("""
                select staff_id, authorisation_id, duty, valid_from, valid_until from station.authorisations
                where station_id = :station and (:only::uuid is null or staff_id = :only::uuid)
                order by valid_until desc, duty
                """)
                .param("station", station.value())
                .param("only", only, Types.OTHER)
                .query((row, number) -> Map.entry(
                        row.getObject("staff_id", UUID.class),
                        new Authorisation(
                                row.getObject("authorisation_id", UUID.class),
                                Duty.valueOf(row.getString("duty")),
                                row.getObject("valid_from", LocalDate.class),
                                row.getObject("valid_until", LocalDate.class))))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return jdbc.sql("""
                select p.staff_id, p.login, p.name, p.active, p.hospital_id, p.opened_at,
                       (select max(s.at) from station.sign_ins s
                        where s.station_id = p.station_id and s.staff_id = p.staff_id
                          and s.event in ('SIGNED_IN', 'CONTINUED')) as seen_at
                from station.staff p
                where p.station_id = :station and (:only::uuid is null or p.staff_id = :only::uuid)
                order by p.active desc, p.login
                """)
                .param("station", station.value())
                .param("only", only, Types.OTHER)
                .query((row, number) -> new StaffView(
                        new StaffId(row.getObject("staff_id", UUID.class)),
                        row.getString("login"),
                        row.getString("name"),
                        row.getBoolean("active"),
                        row.getObject("hospital_id", UUID.class),
                        Sql.instant(row, "opened_at"),
                        Sql.instantOrNull(row, "seen_at"),
                        authorisations.getOrDefault(row.getObject("staff_id", UUID.class), List.of())))
                .list();
    }
}
