package org.mailuo.distribution.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailuo.MailuoTest;
import org.mailuo.distribution.DistributionHouse;
import org.mailuo.distribution.NewLine;
import org.mailuo.distribution.NewOrder;
import org.mailuo.distribution.OrderId;
import org.mailuo.distribution.Orders;
import org.mailuo.distribution.Urgency;
import org.mailuo.pages.Verdict;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.StationId;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.mailuo.units.Cause;
import org.mailuo.units.Causes;
import org.mailuo.units.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** From the intake of a danger to the hospital that confirms, on the pages. */
@MailuoTest
class HoldPagesIT {
    private static final StationId STATION = new StationId(107);
    private static final ProductCode LRC = ProductCode.of("LRC");

    @SuppressWarnings("NullAway.Init")
    private static DistributionHouse house;

    @SuppressWarnings("NullAway.Init")
    private static Actor quality;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Orders orders;

    @Autowired
    private Causes causes;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Stations stations;

    @Autowired
    private UserDetailsService accounts;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Clock clock;

    @BeforeEach
    void aHouse() {
        if (stations.findStation(STATION).isEmpty()) {
            house = new DistributionHouse(context, 107, clock.instant());
            stations.changeSignIn(house.system(), 15, Set.of());
            quality = house.aPerson("quality-manager.107", Duty.QUALITY, null);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/holds",
                "/holds?closed=true",
                "/holds/new",
                "/holds/new?reason=RECALL&scope=BAG_LOT&subject=L-1",
                "/collection/reports/new",
                "/collection/epidemic",
                "/storage/excursions/new?place=R-0",
                "/"
            })
    void thePagesOpenForQualityManagement(String page) throws Exception {
        mvc.perform(as(quality, get(page)))
                .andExpect(status().isOk())
                .andExpect(content().string(complete()));
    }

    @Test
    void thePagesAreShutForWhoHasNoDuty() throws Exception {
        for (String page : List.of("/holds", "/holds/new", "/collection/reports/new", "/collection/epidemic")) {
            mvc.perform(as(house.portal, get(page))).andExpect(status().isForbidden());
        }
        mvc.perform(as(house.clerk, get("/holds/new"))).andExpect(status().isForbidden());
        mvc.perform(as(
                        quality,
                        post("/hospital/recalls")
                                .param("bag", house.hospital.value().toString())))
                .andExpect(status().isForbidden());
    }

    @Test
    void aRecallGoesFromTheFormToTheHospitalAndBack() throws Exception {
        List<BagId> bags = house.aStock(LRC, "A+", 1);
        DonationNumber din = ledger.get(STATION, bags.getFirst()).din();
        issue(bags);
        mvc.perform(as(quality, post("/holds"))
                        .param("reason", "RECALL")
                        .param("scope", "DONATION")
                        .param("subject", din.readable())
                        .param("code", "STERILITY")
                        .param("note", "Broth turbid on day 3"))
                .andExpect(status().is3xxRedirection());
        Cause cause = causes.list(STATION, true, 10, 0).getFirst();
        assertThat(cause.outside()).isEqualTo(1);
        mvc.perform(as(quality, get("/holds/" + cause.id())))
                .andExpect(status().isOk())
                .andExpect(content().string(complete()))
                .andExpect(content().string(containsString(din.readable())));
        mvc.perform(as(house.clerk, get("/holds/" + cause.id()))).andExpect(status().isOk());
        mvc.perform(as(house.portal, get("/hospital")))
                .andExpect(content().string(complete()))
                .andExpect(content().string(containsString(bags.getFirst().toString())));
        mvc.perform(as(house.portal, get("/"))).andExpect(content().string(complete()));
        mvc.perform(as(house.portal, post("/hospital/recalls"))
                        .param("bag", bags.getFirst().toString()))
                .andExpect(redirectedUrl("/hospital"));
        mvc.perform(as(quality, post("/holds/" + cause.id() + "/close"))
                        .param("why", "returned")
                        .param("password", StationFixtures.PASSWORD))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("data-reason=\"distribution.recall-open\"")));
    }

    @Test
    void whatIsTypedWrongHoldsNothingAndKeepsTheForm() throws Exception {
        mvc.perform(as(quality, post("/holds"))
                        .param("reason", "QUALITY")
                        .param("scope", "DONATION")
                        .param("subject", "A9107 26 000000 ?")
                        .param("code", "OTHER")
                        .param("note", "kept"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("data-reason=\"distribution.recall-unknown\"")))
                .andExpect(content().string(containsString("kept")));
    }

    @Test
    void aDonorsCallFromNobodyIsRefusedAndTheTextIsKept() throws Exception {
        mvc.perform(as(quality, post("/collection/reports"))
                        .param("about", "999999999")
                        .param("code", "RISK")
                        .param("toldAt", now())
                        .param("note", "kept"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("data-reason=\"collection.report-nobody\"")))
                .andExpect(content().string(containsString("kept")));
    }

    @Test
    void anExcursionHoldsWhatIsInThePlaceAndQualityLiftsIt() throws Exception {
        BagId bag = house.aBag(LRC, "B+", Duration.ofDays(9));
        String place = Objects.requireNonNull(ledger.get(STATION, bag).place());
        mvc.perform(as(quality, post("/storage/excursions"))
                        .param("place", place)
                        .param("from", now())
                        .param("until", "")
                        .param("lowest", "3.5")
                        .param("highest", "12.5"))
                .andExpect(status().is3xxRedirection())
                .andExpect(flash().attributeExists(Verdict.FLASH));
        Cause cause = causes.list(STATION, true, 50, 0).stream()
                .filter(one -> one.subject().equals(place))
                .findFirst()
                .orElseThrow();
        mvc.perform(as(quality, post("/holds/" + cause.id() + "/lift"))
                        .param("bags", bag.toString())
                        .param("why", "within the validated time")
                        .param("password", StationFixtures.PASSWORD))
                .andExpect(redirectedUrl("/holds/" + cause.id()));
        assertThat(ledger.get(STATION, bag).openHolds()).isZero();
        mvc.perform(as(quality, get("/holds/" + cause.id())))
                .andExpect(content().string(complete()))
                .andExpect(content().string(containsString("within the validated time")));
    }

    @Test
    void anEpidemicsWindowIsOpenedAndClosed() throws Exception {
        String today =
                LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).toString();
        mvc.perform(as(quality, post("/collection/epidemic"))
                        .param("from", today)
                        .param("to", "")
                        .param("days", "14")
                        .param("exempt", "PC", "AP"))
                .andExpect(redirectedUrl("/collection/epidemic"));
        mvc.perform(as(quality, post("/collection/epidemic"))
                        .param("from", today)
                        .param("days", "61"))
                .andExpect(status().isConflict());
    }

    private void issue(List<BagId> bags) {
        Command command = Command.of(house.clerk, clock.instant());
        OrderId id = orders.place(
                command,
                new NewOrder(
                        house.hospital,
                        Urgency.ROUTINE,
                        clock.instant().plus(Duration.ofDays(1)),
                        List.of(new NewLine(LRC, BloodGroup.of("A+"), bags.size(), null))));
        orders.allocate(Command.of(house.clerk, clock.instant()), id);
        orders.issue(
                Command.of(house.clerk, clock.instant()), id, house.scans(bags), StationFixtures.proof(house.second));
    }

    private String now() {
        return LocalDateTime.ofInstant(clock.instant().minusSeconds(60), ZoneId.of("Asia/Shanghai"))
                .truncatedTo(java.time.temporal.ChronoUnit.MINUTES)
                .toString();
    }

    private MockHttpServletRequestBuilder as(Actor actor, MockHttpServletRequestBuilder request) {
        return request.with(user(accounts.loadUserByUsername(actor.login()))).with(csrf());
    }

    /** No key of the message files is shown bare. */
    private static org.hamcrest.Matcher<String> complete() {
        return not(containsString("??"));
    }
}
