package org.mailuo.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.OwnerDatabase;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who has which duty when, and who may still try to prove who he is: in Java and again in the database. */
@MailuoTest
class AccessIT {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Autowired
    private Stations stations;

    @Autowired
    private Staff staff;

    @Autowired
    private SignInGuard guard;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private OwnerDatabase owner;

    @Autowired
    private org.mailuo.audit.Trail trail;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final LocalDate today = LocalDate.ofInstant(now, ZONE);
    private Actor admin;

    @BeforeEach
    void house() {
        admin = stations.isFounded()
                ? staff.findActor("admin", now).orElseThrow()
                : StationFixtures.aStation(stations, staff, now);
    }

    @Test
    void hardStop19ADutyLastsNoLongerThanItsTraining() {
        StaffId maker = staff.enlist(Command.of(admin, now), new NewStaff("maker", "Maker", StationFixtures.PASSWORD));
        UUID taught = staff.train(Command.of(admin, now), maker, StationFixtures.aTraining(today, today.plusDays(9)));
        for (LocalDate[] span : new LocalDate[][] {
            {today, today.plusDays(10)}, {today.minusDays(1), today.plusDays(9)},
        }) {
            assertThatThrownBy(() ->
                            staff.authorise(Command.of(admin, now), maker, Set.of(Duty.MAKE), span[0], span[1], taught))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("station.not-trained");
        }
        staff.authorise(Command.of(admin, now), maker, Set.of(Duty.MAKE), today, today.plusDays(9), taught);
        assertThatThrownBy(
                        () -> write("update station.authorisations set valid_until = valid_until + 1 where staff_id = '"
                                + maker + "'"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("authorisations_trained");
        assertThatThrownBy(() -> write(
                        "update station.trainings set valid_until = valid_until - 1 where staff_id = '" + maker + "'"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("authorisations_trained");
    }

    @Test
    void theDatabaseKnowsWhoMayDoWhatByTheCalendarOfTheStation() {
        StaffId tester = staff.enlist(
                Command.of(admin, now),
                new NewStaff("tester", "Tester", StationFixtures.PASSWORD),
                Set.of(Duty.TEST),
                StationFixtures.aTraining(today, today.plusDays(1)));
        Instant midnight = today.plusDays(2).atStartOfDay(ZONE).toInstant();
        assertThat(may(tester, Duty.TEST, today.atStartOfDay(ZONE).toInstant())).isTrue();
        assertThat(may(tester, Duty.TEST, today.atStartOfDay(ZONE).toInstant().minusMillis(1)))
                .isFalse();
        assertThat(may(tester, Duty.TEST, midnight.minusMillis(1))).isTrue();
        assertThat(may(tester, Duty.TEST, midnight)).isFalse();
        assertThat(may(tester, Duty.RELEASE, now)).isFalse();
        staff.setActive(Command.of(admin, now), tester, false);
        assertThat(may(tester, Duty.TEST, now)).isFalse();
    }

    @Test
    void wrongProofsAreCountedEvenWhenTheirTransactionIsGivenUp() {
        StationFixtures.aPerson(staff, admin, "forgetful", now, Duty.TEST);
        for (int wrong = 0; wrong < LockRules.WRONG; wrong++) {
            guard.require("forgetful", now);
            transaction.executeWithoutResult(undone -> {
                guard.failed(" Forgetful ", now);
                undone.setRollbackOnly();
            });
        }
        assertThatThrownBy(() -> guard.require("forgetful", now))
                .isInstanceOf(RefusedException.class)
                .hasMessage("station.proof-refused");
        assertThat(guard.isOpen("forgetful", now.plus(5, ChronoUnit.MINUTES))).isTrue();
        assertThat(guard.isOpen("admin", now)).isTrue();
        assertThat(guard.isOpen("nobody", now)).isTrue();
        assertThat(events("forgetful")).containsExactly("FAILED", "FAILED", "FAILED", "FAILED", "FAILED", "LOCKED");
    }

    @Test
    void aRightProofClearsTheCount() {
        StationFixtures.aPerson(staff, admin, "clumsy", now, Duty.TEST);
        for (int wrong = 1; wrong < LockRules.WRONG; wrong++) {
            guard.failed("clumsy", now);
        }
        guard.succeeded("clumsy", now.plusMillis(1));
        guard.failed("clumsy", now.plusMillis(2));
        assertThat(guard.isOpen("clumsy", now.plusMillis(3))).isTrue();
    }

    @Test
    void whatHappenedAtTheDoorStays() {
        guard.failed("admin", now);
        for (String change :
                new String[] {"delete from station.sign_ins", "update station.sign_ins set event = 'FREED'"}) {
            assertThatThrownBy(() -> write(change)).isInstanceOf(DataAccessException.class);
        }
    }

    private boolean may(StaffId person, Duty duty, Instant at) {
        return owner.jdbc()
                .sql("select station.may(:station, :person, :duty, :at::timestamptz)")
                .param("station", StationFixtures.STATION.value())
                .param("person", person.value())
                .param("duty", duty.name())
                .param("at", at.toString())
                .query(Boolean.class)
                .single();
    }

    private void write(String sql) {
        transaction.executeWithoutResult(running -> {
            trail.begin(Command.of(admin, now), "station.test");
            jdbc.sql(sql).update();
        });
    }

    private java.util.List<String> events(String login) {
        return owner.jdbc().sql("""
                select s.event from station.sign_ins s join station.staff p using (station_id, staff_id)
                where p.login = :login order by s.event
                """).param("login", login).query(String.class).list();
    }
}
