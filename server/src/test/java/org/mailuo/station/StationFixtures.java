package org.mailuo.station;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.mailuo.audit.Trail;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.StationId;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;

/** A station with people in it, made through the same services that the pages call. */
public final class StationFixtures {
    public static final StationId STATION = new StationId(1);
    public static final String PASSWORD = "correct horse battery";

    /** Of {@link #PASSWORD}, made in a moment: a test waits for no attacker. */
    private static final String QUICK_HASH = new Argon2PasswordEncoder(16, 32, 1, 64, 1).encode(PASSWORD);

    /** Logins are unique in a house, also where several stations of a test have a nurse. */
    private static final Map<UUID, String> ENROLLED = new ConcurrentHashMap<>();

    private StationFixtures() {}

    /** What a person types to sign. */
    public static Proof proof(Actor actor) {
        return new Proof(ENROLLED.getOrDefault(actor.staffId(), actor.login()), PASSWORD);
    }

    /** Founds station 1, facility A9999, whose administrator signs in as {@code admin}, with the password alone. */
    public static Actor aStation(Stations stations, Staff staff, Instant at) {
        stations.found(
                Command.of(Actors.system(STATION), at),
                new NewStation(
                        "示范血站", "Demo Blood Station", "A9999", "TEST-1", ZoneId.of("Asia/Shanghai"), "CN-GB18467-2011"),
                new NewStaff("admin", "Wei Ming", PASSWORD).withOwnPassword());
        stations.changeSignIn(Command.of(Actors.system(STATION), at), 15, Set.of());
        return staff.findActor("admin", at).orElseThrow();
    }

    /**
     * Gives actors that a test made up their place among the staff, with the duties that they say they have, from a year
     * before that time until ten years after: the database asks for both.
     */
    public static void enrol(ApplicationContext context, Instant at, Actor... actors) {
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        LocalDate day = LocalDate.ofInstant(at, ZoneId.of("Asia/Shanghai"));
        for (Actor actor : actors) {
            ENROLLED.put(actor.staffId(), actor.login() + "." + actor.station().value());
            context.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
                context.getBean(Trail.class).begin(Command.of(Actors.system(actor.station()), at), "test.enrol");
                jdbc.sql("""
                        insert into station.staff
                            (station_id, staff_id, login, name, password_hash, opened_at, sessions_since)
                        values (:station, :staff, :login, 'Test', :hash, :at, :at)
                        on conflict (station_id, staff_id) do update
                        set login = excluded.login, password_hash = excluded.password_hash
                        """)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("station", actor.station().value())
                        .param("staff", actor.staffId())
                        .param("login", ENROLLED.get(actor.staffId()))
                        .param("hash", QUICK_HASH)
                        .update();
                jdbc.sql("""
                        with training as (
                            insert into station.trainings
                                (station_id, training_id, staff_id, subject, trainer, trained_on, valid_until)
                            values (:station, gen_random_uuid(), :staff, 'Test', 'Test', :from, :until)
                            returning training_id)
                        insert into station.authorisations
                            (station_id, authorisation_id, staff_id, duty, valid_from, valid_until, training_id,
                             trained_on, trained_until)
                        select :station, gen_random_uuid(), :staff, d, :from, :until, training_id, :from, :until
                        from training, unnest(:duties) as d
                        on conflict do nothing
                        """)
                        .param("station", actor.station().value())
                        .param("staff", actor.staffId())
                        .param("from", day.minusYears(1))
                        .param("until", day.plusYears(10))
                        .param("duties", actor.duties().stream().map(Duty::name).toArray(String[]::new))
                        .update();
            });
        }
    }

    /** Somebody with these duties from yesterday for a year. */
    public static Actor aPerson(Staff staff, Actor administrator, String login, Instant at, Duty... duties) {
        LocalDate day = LocalDate.ofInstant(at, ZoneId.of("Asia/Shanghai"));
        Set<Duty> wanted = EnumSet.noneOf(Duty.class);
        wanted.addAll(Set.of(duties));
        staff.enlist(
                Command.of(administrator, at),
                new NewStaff(login, login, PASSWORD).withOwnPassword(),
                wanted,
                aTraining(day.minusDays(1), day.plusYears(1)));
        return staff.findActor(login, at).orElseThrow();
    }

    /** A training that counts from one day to another. */
    public static NewTraining aTraining(LocalDate from, LocalDate until) {
        return new NewTraining("SOP 2019", "Wei Ming", from, until);
    }
}
