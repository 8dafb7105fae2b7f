package org.mailuo.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;

/** Whoever may release blood signs in with more than a password. */
@MailuoTest
class SecondFactorIT {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private Stations stations;

    @Autowired
    private Staff staff;

    @Autowired
    private SecondFactors factors;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private Actor admin;

    @BeforeEach
    void house() {
        admin = stations.isFounded()
                ? staff.findActor("admin", now).orElseThrow()
                : StationFixtures.aStation(stations, staff, now);
        stations.changeSignIn(Command.of(admin, now), 15, Set.of(Duty.RELEASE));
    }

    @Test
    void aCodeOpensOnceAndARecoveryCodeOnce() {
        Actor person = StationFixtures.aPerson(staff, admin, "factor.once", now, Duty.TEST);
        String secret = factors.propose(person).secret();
        assertThatThrownBy(() -> factors.enrol(Command.of(person, now), secret, "000000x"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("station.code-wrong");
        List<String> codes = factors.enrol(Command.of(person, now), secret, codeAt(secret, now));
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        assertThat(factors.prove(person, codeAt(secret, now), now))
                .as("used to enrol")
                .isFalse();
        Instant later = now.plusSeconds(60);
        assertThat(factors.prove(person, codeAt(secret, later), later)).isTrue();
        assertThat(factors.prove(person, codeAt(secret, later), later)).isFalse();
        assertThat(factors.prove(person, codes.getFirst(), later.plusMillis(1))).isTrue();
        assertThat(factors.prove(person, codes.getFirst(), later.plusMillis(2))).isFalse();
        assertThat(factors.of(person).orElseThrow().recoveryCodes()).isEqualTo(9);
    }

    @Test
    void wrongCodesLockTheAccount() {
        Actor person = StationFixtures.aPerson(staff, admin, "factor.guess", now, Duty.TEST);
        String secret = factors.propose(person).secret();
        factors.enrol(Command.of(person, now), secret, codeAt(secret, now));
        Instant later = now.plusSeconds(60);
        for (int wrong = 0; wrong < LockRules.WRONG; wrong++) {
            assertThat(factors.prove(person, "not-a-code", later)).isFalse();
        }
        assertThatThrownBy(() -> factors.prove(person, codeAt(secret, later), later))
                .isInstanceOf(RefusedException.class)
                .hasMessage("station.proof-refused");
    }

    @Test
    void whoMayReleaseEnrolsFirstAndIsAskedForTheCodeFromThenOn() throws Exception {
        StationFixtures.aPerson(staff, admin, "factor.officer", now, Duty.RELEASE);
        MockHttpSession session = signIn("factor.officer");
        mvc.perform(get("/release").session(session)).andExpect(redirectedUrl("/second-factor"));
        mvc.perform(get("/second-factor").session(session))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("data:image/svg+xml;base64,")));
        String secret = String.valueOf(session.getAttribute("org.mailuo.station.web.SecondFactorController"));
        mvc.perform(post("/second-factor").session(session).with(csrf()).param("code", "999"))
                .andExpect(status().isConflict());
        mvc.perform(post("/second-factor").session(session).with(csrf()).param("code", codeAt(secret, Instant.now())))
                .andExpect(status().isOk());
        mvc.perform(get("/release").session(session)).andExpect(status().isOk());

        MockHttpSession next = signIn("factor.officer");
        mvc.perform(get("/release").session(next)).andExpect(redirectedUrl("/sign-in/code"));
        mvc.perform(post("/sign-in/code").session(next).with(csrf()).param("code", "111"))
                .andExpect(status().isConflict());
        mvc.perform(get("/release").session(next)).andExpect(redirectedUrl("/sign-in/code"));
        Instant soon = Instant.now().plusSeconds(Totp.STEP_SECONDS);
        mvc.perform(post("/sign-in/code").session(next).with(csrf()).param("code", codeAt(secret, soon)))
                .andExpect(redirectedUrl("/"));
        mvc.perform(get("/release").session(next)).andExpect(status().isOk());
    }

    private MockHttpSession signIn(String login) throws Exception {
        return (MockHttpSession) mvc.perform(
                        post("/sign-in").with(csrf()).param("login", login).param("password", StationFixtures.PASSWORD))
                .andExpect(redirectedUrl("/"))
                .andReturn()
                .getRequest()
                .getSession();
    }

    private static String codeAt(String secret, Instant at) {
        return Totp.code(secret, at.getEpochSecond() / Totp.STEP_SECONDS);
    }
}
