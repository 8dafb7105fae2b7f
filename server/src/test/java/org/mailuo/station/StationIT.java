package org.mailuo.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestBuilders.formLogin;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.mailuo.MailuoTest;
import org.mailuo.audit.AlreadyDoneException;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** From an empty house to a person at work and out of the door again. */
@MailuoTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StationIT {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private Stations stations;

    @Autowired
    private Staff staff;

    @Autowired
    private StaffAccounts accounts;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Test
    @Order(1)
    void anEmptyHouseLeadsToItsFounding() throws Exception {
        mvc.perform(get("/")).andExpect(redirectedUrl("/setup"));
        mvc.perform(get("/setup").locale(Locale.SIMPLIFIED_CHINESE))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("建立血站")));
        mvc.perform(post("/setup")
                        .with(csrf())
                        .param("code", "WRONG")
                        .param("nameZh", "站")
                        .param("nameEn", "Station")
                        .param("facility", "A9999")
                        .param("licenceNumber", "1")
                        .param("zone", "Asia/Shanghai")
                        .param("login", "admin")
                        .param("name", "Wei Ming")
                        .param("password", StationFixtures.PASSWORD)
                        .param("again", StationFixtures.PASSWORD))
                .andExpect(status().isUnprocessableContent());
        assertThat(stations.isFounded()).isFalse();
    }

    @Test
    @Order(2)
    void isFoundedOnce() {
        Actor admin = StationFixtures.aStation(stations, staff, now);
        assertThat(admin.duties()).containsExactly(Duty.ADMINISTER);
        assertThatThrownBy(() -> StationFixtures.aStation(stations, staff, now)).isInstanceOf(RefusedException.class);
    }

    @Test
    @Order(3)
    void signsInWhoKnowsThePassword() throws Exception {
        mvc.perform(formLogin("/sign-in").userParameter("login").user("Admin").password(StationFixtures.PASSWORD))
                .andExpect(redirectedUrl("/"));
        mvc.perform(formLogin("/sign-in").userParameter("login").user("admin").password("wrong"))
                .andExpect(redirectedUrl("/sign-in?failed"));
        mvc.perform(get("/sign-in"))
                .andExpect(header().string("Content-Security-Policy", Matchers.containsString("default-src 'self'")));
        mvc.perform(get("/").header("HX-Request", "true")).andExpect(status().isUnauthorized());
    }

    @Test
    @Order(4)
    void theSameCommandCountsOnce() {
        Actor admin = staff.findActor("admin", now).orElseThrow();
        Command command = Command.of(admin, now);
        NewSite site = new NewSite("c01", SiteKind.CENTRE, "本部", "Centre");
        stations.openSite(command, site);
        assertThatThrownBy(() -> stations.openSite(command, site)).isInstanceOf(AlreadyDoneException.class);
        assertThatThrownBy(() -> stations.openSite(Command.of(admin, now), site))
                .isInstanceOf(RefusedException.class)
                .hasMessage("station.code-taken");
        assertThat(stations.listSites(StationFixtures.STATION))
                .extracting(SiteView::code)
                .containsExactly("C01");
    }

    @Test
    @Order(5)
    void onlyWhatIsValidTodayCounts() {
        Actor admin = staff.findActor("admin", now).orElseThrow();
        LocalDate today = now.atZone(stations.zone(StationFixtures.STATION)).toLocalDate();
        StaffId nurse = staff.enlist(
                Command.of(admin, now), new NewStaff("Nurse", "Hua", StationFixtures.PASSWORD).withOwnPassword());
        UUID taught = staff.train(
                Command.of(admin, now), nurse, StationFixtures.aTraining(today.minusDays(9), today.plusDays(9)));
        staff.authorise(
                Command.of(admin, now), nurse, Set.of(Duty.TEST), today.minusDays(9), today.minusDays(1), taught);
        staff.authorise(Command.of(admin, now), nurse, Set.of(Duty.MAKE), today.plusDays(1), today.plusDays(9), taught);
        staff.authorise(Command.of(admin, now), nurse, Set.of(Duty.COLLECT, Duty.EXAMINE), today, today, taught);
        assertThat(staff.findActor("nurse", now).orElseThrow().duties())
                .containsExactlyInAnyOrder(Duty.COLLECT, Duty.EXAMINE);
        var collect = staff.get(StationFixtures.STATION, nurse).authorisations().stream()
                .filter(authorisation -> authorisation.duty() == Duty.COLLECT)
                .findFirst()
                .orElseThrow();
        staff.withdraw(Command.of(admin, now), collect.id(), today);
        assertThat(staff.findActor("nurse", now).orElseThrow().duties()).containsExactly(Duty.EXAMINE);
    }

    @Test
    @Order(6)
    void aHandlerAsksAgainWhatAPersonMayDo() throws Exception {
        var nurse = accounts.loadUserByUsername("nurse");
        var admin = accounts.loadUserByUsername("admin");
        mvc.perform(get("/station/staff").with(user(nurse))).andExpect(status().isForbidden());
        mvc.perform(get("/station/staff").with(user(admin)))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("nurse")))
                .andExpect(content().string(Matchers.not(Matchers.containsString("argon2"))));
        for (String page : new String[] {"/", "/station", "/station/sites", "/station/staff/new", "/password"}) {
            mvc.perform(get(page).with(user(admin)).locale(Locale.ENGLISH))
                    .andExpect(status().isOk())
                    .andExpect(content().string(Matchers.not(Matchers.containsString("??"))));
        }
    }

    @Test
    @Order(7)
    void aClosedAccountIsShut() throws Exception {
        Actor admin = staff.findActor("admin", now).orElseThrow();
        StaffId nurse = staff.list(StationFixtures.STATION).stream()
                .filter(person -> person.login().equals("nurse"))
                .findFirst()
                .orElseThrow()
                .id();
        staff.setActive(Command.of(admin, now), nurse, false);
        assertThat(staff.findActor("nurse", now)).isEmpty();
        mvc.perform(formLogin("/sign-in").userParameter("login").user("nurse").password(StationFixtures.PASSWORD))
                .andExpect(redirectedUrl("/sign-in?failed"));
        assertThatThrownBy(() -> staff.setActive(Command.of(admin, now), new StaffId(admin.staffId()), false))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    @Order(8)
    void errorsSpeakPlainlyAndTellNothing() throws Exception {
        var admin = accounts.loadUserByUsername("admin");
        mvc.perform(get("/station/staff/not-an-id").with(user(admin))).andExpect(status().isBadRequest());
        mvc.perform(get("/station/staff/00000000-0000-7000-8000-000000000009").with(user(admin)))
                .andExpect(status().isNotFound())
                .andExpect(content().string(Matchers.containsString("no such member of staff")));
        mvc.perform(post("/station/staff/00000000-0000-7000-8000-000000000009/withdraw")
                        .with(user(admin))
                        .with(csrf())
                        .header("HX-Request", "true")
                        .param("authorisation", "00000000-0000-7000-8000-000000000009"))
                .andExpect(status().isConflict())
                .andExpect(content().string(Matchers.containsString("data-verdict=\"WAIT\"")));
        mvc.perform(post("/station/sites").with(user(admin))).andExpect(status().isForbidden());
    }
}
