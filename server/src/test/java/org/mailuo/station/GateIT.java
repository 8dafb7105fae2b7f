package org.mailuo.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hamcrest.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.OwnerDatabase;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** What a session may do from the door to its end, through the real filters. */
@MailuoTest
class GateIT {
    private static final String NEW_PASSWORD = "quite another passphrase";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Stations stations;

    @Autowired
    private Staff staff;

    @Autowired
    private SignInGuard guard;

    @Autowired
    private OwnerDatabase owner;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final LocalDate today = LocalDate.ofInstant(now, ZoneId.of("Asia/Shanghai"));
    private Actor admin;

    @BeforeEach
    void house() {
        admin = stations.isFounded()
                ? staff.findActor("admin", now).orElseThrow()
                : StationFixtures.aStation(stations, staff, now);
    }

    @Test
    void aWithdrawnDutyEndsWithTheNextRequest() throws Exception {
        Actor tester = StationFixtures.aPerson(staff, admin, "tester", now, Duty.TEST);
        MockHttpSession session = signIn("tester", StationFixtures.PASSWORD);
        mvc.perform(get("/laboratory").session(session)).andExpect(status().isOk());
        UUID authorisation = staff.get(StationFixtures.STATION, new StaffId(tester.staffId()))
                .authorisations()
                .getFirst()
                .id();
        staff.withdraw(Command.of(admin, Instant.now()), authorisation, today);
        mvc.perform(get("/laboratory").session(session)).andExpect(status().isForbidden());
        assertThat(events("tester")).containsExactly("SIGNED_IN ", "DENIED GET /laboratory");
    }

    @Test
    void aClosedAccountIsOutWithTheNextRequestAndComesBackWithoutDuties() throws Exception {
        Actor leaver = StationFixtures.aPerson(staff, admin, "leaver", now, Duty.TEST);
        MockHttpSession session = signIn("leaver", StationFixtures.PASSWORD);
        staff.setActive(Command.of(admin, Instant.now()), new StaffId(leaver.staffId()), false);
        mvc.perform(get("/").session(session).accept(MediaType.TEXT_HTML)).andExpect(redirectedUrl("/sign-in"));
        assertThat(session.isInvalid()).isTrue();
        refused("leaver", StationFixtures.PASSWORD);
        staff.setActive(Command.of(admin, Instant.now()), new StaffId(leaver.staffId()), true);
        assertThat(staff.findActor("leaver", now).orElseThrow().duties()).isEmpty();
    }

    @Test
    void aTemporaryPasswordOpensOneDoorOnly() throws Exception {
        staff.enlist(
                Command.of(admin, now),
                new NewStaff("novice", "Novice", StationFixtures.PASSWORD),
                Set.of(Duty.TEST),
                StationFixtures.aTraining(today, today.plusDays(9)));
        MockHttpSession session = signIn("novice", StationFixtures.PASSWORD);
        mvc.perform(get("/laboratory").session(session)).andExpect(redirectedUrl("/password"));
        mvc.perform(get("/password").session(session)).andExpect(status().isOk());
        change(session, StationFixtures.PASSWORD, StationFixtures.PASSWORD).andExpect(status().isConflict());
        change(session, StationFixtures.PASSWORD, NEW_PASSWORD).andExpect(redirectedUrl("/"));
        mvc.perform(get("/laboratory").session(session)).andExpect(status().isOk());
        refused("novice", StationFixtures.PASSWORD);
    }

    @Test
    void aNewPasswordEndsAllOtherSessions() throws Exception {
        StationFixtures.aPerson(staff, admin, "careful", now.minusSeconds(60), Duty.TEST);
        MockHttpSession here = signIn("careful", StationFixtures.PASSWORD);
        MockHttpSession elsewhere = signIn("careful", StationFixtures.PASSWORD);
        String id = here.getId();
        Thread.sleep(2);
        change(here, StationFixtures.PASSWORD, NEW_PASSWORD).andExpect(redirectedUrl("/"));
        assertThat(here.getId()).isNotEqualTo(id);
        mvc.perform(get("/").session(here)).andExpect(status().isOk());
        mvc.perform(get("/").session(elsewhere).accept(MediaType.TEXT_HTML)).andExpect(redirectedUrl("/sign-in"));
    }

    @Test
    void aCoveredPageGivesNothingAwayUntilThePasswordIsRight() throws Exception {
        StationFixtures.aPerson(staff, admin, "bencher", now, Duty.TEST);
        MockHttpSession session = signIn("bencher", StationFixtures.PASSWORD);
        mvc.perform(post("/locked").session(session).with(csrf())).andExpect(redirectedUrl("/locked"));
        mvc.perform(get("/laboratory?tab=x").session(session)).andExpect(redirectedUrl("/locked"));
        mvc.perform(post("/laboratory").session(session).with(csrf()).header("HX-Request", "true"))
                .andExpect(status().isLocked())
                .andExpect(content().string(""));
        mvc.perform(get("/locked").session(session))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.not(Matchers.containsString("/laboratory"))));
        carryOn(session, "wrong password").andExpect(status().isConflict());
        mvc.perform(get("/").session(session)).andExpect(redirectedUrl("/locked"));
        mvc.perform(get("/laboratory?tab=x").session(session)).andExpect(redirectedUrl("/locked"));
        carryOn(session, StationFixtures.PASSWORD).andExpect(redirectedUrl("/laboratory?tab=x"));
        mvc.perform(get("/laboratory").session(session)).andExpect(status().isOk());
        assertThat(events("bencher")).containsExactly("SIGNED_IN ", "COVERED ", "FAILED ", "CONTINUED ");
    }

    @Test
    void somebodyElseTakesOverInASessionOfHisOwn() throws Exception {
        StationFixtures.aPerson(staff, admin, "first", now, Duty.TEST);
        StationFixtures.aPerson(staff, admin, "next", now, Duty.STORE);
        MockHttpSession session = signIn("first", StationFixtures.PASSWORD);
        mvc.perform(post("/locked").session(session).with(csrf())).andExpect(redirectedUrl("/locked"));
        mvc.perform(post("/sign-in")
                        .session(session)
                        .with(csrf())
                        .param("login", "next")
                        .param("password", "wrong"))
                .andExpect(redirectedUrl("/locked?failed"));
        MockHttpSession taken = (MockHttpSession) mvc.perform(post("/sign-in")
                        .session(session)
                        .with(csrf())
                        .param("login", "next")
                        .param("password", StationFixtures.PASSWORD))
                .andReturn()
                .getRequest()
                .getSession();
        assertThat(taken).isNotSameAs(session);
        assertThat(session.isInvalid()).isTrue();
        mvc.perform(get("/laboratory").session(taken)).andExpect(status().isForbidden());
    }

    @Test
    void everyRefusalAtTheDoorIsAlike() throws Exception {
        StationFixtures.aPerson(staff, admin, "victim", now, Duty.TEST);
        for (int wrong = 0; wrong < LockRules.WRONG; wrong++) {
            guard.failed("victim", Instant.now());
        }
        for (String login : new String[] {"victim", "nobody.at.all"}) {
            long began = System.nanoTime();
            refused(login, StationFixtures.PASSWORD);
            assertThat(System.nanoTime() - began).isGreaterThan(380_000_000L);
        }
    }

    @Test
    void aFourthSessionEndsTheOldest() throws Exception {
        StationFixtures.aPerson(staff, admin, "traveller", now, Duty.TEST);
        MockHttpSession oldest = signIn("traveller", StationFixtures.PASSWORD);
        for (int more = 0; more < 3; more++) {
            signIn("traveller", StationFixtures.PASSWORD);
        }
        mvc.perform(get("/").session(oldest)).andExpect(redirectedUrl("/sign-in?elsewhere"));
    }

    @Test
    void whoSignsOutLeavesNothingBehind() throws Exception {
        StationFixtures.aPerson(staff, admin, "passer-by", now, Duty.TEST);
        MockHttpSession session = signIn("passer-by", StationFixtures.PASSWORD);
        mvc.perform(post("/sign-out").session(session).secure(true).with(csrf()))
                .andExpect(header().string("Clear-Site-Data", "\"cache\", \"storage\""))
                .andExpect(redirectedUrl("/sign-in?out"));
        assertThat(events("passer-by")).containsExactly("SIGNED_IN ", "SIGNED_OUT ");
    }

    private MockHttpSession signIn(String login, String password) throws Exception {
        var answer = mvc.perform(post("/sign-in")
                        .with(csrf())
                        .with(from(login))
                        .param("login", login)
                        .param("password", password))
                .andExpect(redirectedUrl("/"))
                .andReturn();
        return (MockHttpSession) answer.getRequest().getSession();
    }

    private void refused(String login, String password) throws Exception {
        mvc.perform(post("/sign-in")
                        .with(csrf())
                        .with(from(login))
                        .param("login", login)
                        .param("password", password))
                .andExpect(redirectedUrl("/sign-in?failed"));
    }

    /** Each person at a computer of his own, so that one test does not use up the attempts of another. */
    private static RequestPostProcessor from(@Nullable String login) {
        return request -> {
            request.setRemoteAddr("test-" + login);
            return request;
        };
    }

    private ResultActions change(MockHttpSession session, String present, String wanted) throws Exception {
        return mvc.perform(post("/password")
                .session(session)
                .with(csrf())
                .param("present", present)
                .param("wanted", wanted)
                .param("again", wanted));
    }

    private ResultActions carryOn(MockHttpSession session, String password) throws Exception {
        return mvc.perform(
                post("/locked/continue").session(session).with(csrf()).param("password", password));
    }

    private List<String> events(String login) {
        return owner.jdbc().sql("""
                select s.event || ' ' || s.detail from station.sign_ins s join station.staff p using (station_id, staff_id)
                where p.login = :login order by s.at, s.sign_in_id
                """).param("login", login).query(String.class).list();
    }
}
