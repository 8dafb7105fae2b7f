package org.mailuo.distribution.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailuo.MailuoTest;
import org.mailuo.distribution.DistributionHouse;
import org.mailuo.distribution.IssueScan;
import org.mailuo.distribution.NewLine;
import org.mailuo.distribution.NewOrder;
import org.mailuo.distribution.OrderId;
import org.mailuo.distribution.OrderState;
import org.mailuo.distribution.Orders;
import org.mailuo.distribution.Urgency;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.StationId;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@MailuoTest
class OrderPagesIT {
    private static final ProductCode LRC = ProductCode.of("LRC");

    @SuppressWarnings("NullAway.Init")
    private static DistributionHouse house;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Orders orders;

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
        if (stations.findStation(new StationId(101)).isEmpty()) {
            house = new DistributionHouse(context, 101, clock.instant());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/orders?tab=CLOSED", "/orders/new", "/hospitals", "/"})
    void theClerksPagesOpen(String page) throws Exception {
        mvc.perform(as(house.clerk, get(page)))
                .andExpect(status().isOk())
                .andExpect(content().string(complete()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hospital", "/hospital/receive", "/hospital/fates", "/orders", "/orders/new", "/"})
    void theHospitalsPagesOpen(String page) throws Exception {
        mvc.perform(as(house.portal, get(page)))
                .andExpect(status().isOk())
                .andExpect(content().string(complete()));
    }

    @Test
    void anOrderIsPlacedFromTheFormAndItsTypedTextIsKeptWhenRefused() throws Exception {
        mvc.perform(as(house.portal, post("/orders"))
                        .param("urgency", "EMERGENCY")
                        .param("neededBy", tomorrow())
                        .param("product", "LRC", "")
                        .param("group", "A+", "")
                        .param("quantity", "2", "")
                        .param("patient", "511502189003070008", ""))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("511502189003070008")))
                .andExpect(content().string(containsString("data-reason=\"distribution.patient-reference\"")));
        mvc.perform(as(house.portal, post("/orders"))
                        .param("urgency", "EMERGENCY")
                        .param("neededBy", tomorrow())
                        .param("product", "LRC", "")
                        .param("group", "A+", "")
                        .param("quantity", "2", "")
                        .param("patient", "P-7", ""))
                .andExpect(status().is3xxRedirection());
        assertThat(orders.list(house.portal, List.of(OrderState.SUBMITTED), null, 10, 0))
                .anySatisfy(order -> assertThat(order.urgency()).isEqualTo(Urgency.EMERGENCY));
    }

    @Test
    void twoScansTickABagAndTheSecondPersonLetsItGo() throws Exception {
        List<BagId> stock = house.aStock(LRC, "B-", 1);
        OrderId id = anOrder("B-");
        mvc.perform(as(house.clerk, post("/orders/" + id + "/allocate"))).andExpect(redirectedUrl("/orders/" + id));
        IssueScan scan = house.scans(stock).getFirst();
        String page = "/orders/" + id;
        mvc.perform(as(house.clerk, get(page)))
                .andExpect(content().string(containsString("flag-WAIT")))
                .andExpect(content().string(not(containsString("flag-STOP"))));
        mvc.perform(as(house.clerk, get(page + "/issue")))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("flag-GO"))))
                .andExpect(content().string(not(containsString("empty-calm"))));
        mvc.perform(fragment(as(house.clerk, post(page + "/scan")).param("scan", scan.productCode())))
                .andExpect(content().string(containsString("data-verdict=\"WAIT\"")));
        mvc.perform(fragment(as(house.clerk, post(page + "/scan")).param("scan", scan.dinCode())))
                .andExpect(content().string(containsString("hx-swap-oob=\"true\"")))
                .andExpect(content().string(containsString("value=\"" + scan.dinCode() + "\"")));
        mvc.perform(fragment(as(house.clerk, post(page + "/scan"))
                        .param("din", scan.dinCode())
                        .param("scan", "=<D9999V00")))
                .andExpect(content().string(containsString("data-reason=\"distribution.product-mismatch\"")));
        mvc.perform(fragment(as(house.clerk, post(page + "/scan"))
                        .param("din", scan.dinCode())
                        .param("scan", scan.productCode())))
                .andExpect(content().string(containsString("data-verdict=\"GO\"")));
        String key = scan.dinCode() + "|" + scan.productCode().substring(2);
        mvc.perform(as(house.clerk, post(page + "/issue"))
                        .param("scans", key)
                        .param("login", house.clerk.login())
                        .param("password", StationFixtures.PASSWORD))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("data-reason=\"station.signer-is-author\"")));
        mvc.perform(as(house.clerk, post(page + "/issue"))
                        .param("scans", key)
                        .param("login", house.second.login())
                        .param("password", StationFixtures.PASSWORD))
                .andExpect(redirectedUrl(page));
        mvc.perform(as(house.clerk, get(page + "/note")))
                .andExpect(status().isOk())
                .andExpect(content().string(complete()));
        mvc.perform(fragment(as(house.portal, post("/hospital/receive")).param("scan", scan.dinCode())))
                .andExpect(content().string(containsString("data-verdict=\"GO\"")));
        mvc.perform(fragment(as(house.portal, post("/hospital/receive")).param("scan", scan.dinCode())))
                .andExpect(content().string(containsString("data-reason=\"distribution.not-under-way\"")));
        mvc.perform(as(house.portal, post("/hospital/fates"))
                        .param("bags", stock.getFirst().toString())
                        .param("fate", "TRANSFUSED")
                        .param("patient", "P-9")
                        .param("happenedAt", today()))
                .andExpect(redirectedUrl("/hospital/fates"));
        assertThat(orders.get(house.clerk, id).state()).isEqualTo(OrderState.CLOSED);
        mvc.perform(as(house.clerk, get(page)))
                .andExpect(content().string(complete()))
                .andExpect(content().string(containsString("P-9")));
    }

    @Test
    void anotherHospitalsOrderIsNotFoundAndTheDeskIsClosedToThePortal() throws Exception {
        OrderId id = orders.place(
                Command.of(house.clerk, clock.instant()),
                new NewOrder(
                        house.other,
                        Urgency.ROUTINE,
                        clock.instant().plus(Duration.ofDays(1)),
                        List.of(new NewLine(LRC, BloodGroup.of("O+"), 1, null))));
        mvc.perform(as(house.portal, get("/orders/" + id))).andExpect(status().isNotFound());
        mvc.perform(as(house.portal, get("/orders/" + id + "/note"))).andExpect(status().isNotFound());
        mvc.perform(as(house.portal, get("/orders/" + id + "/issue"))).andExpect(status().isForbidden());
        mvc.perform(as(house.portal, post("/orders/" + id + "/allocate"))).andExpect(status().isForbidden());
        mvc.perform(as(house.portal, get("/hospitals"))).andExpect(status().isForbidden());
        mvc.perform(as(house.clerk, get("/hospital"))).andExpect(status().isForbidden());
    }

    private OrderId anOrder(String group) {
        return orders.place(
                Command.of(house.clerk, clock.instant()),
                new NewOrder(
                        house.hospital,
                        Urgency.URGENT,
                        clock.instant().plus(Duration.ofDays(1)),
                        List.of(new NewLine(LRC, BloodGroup.of(group), 1, null))));
    }

    private MockHttpServletRequestBuilder as(Actor actor, MockHttpServletRequestBuilder request) {
        return request.with(user(accounts.loadUserByUsername(actor.login()))).with(csrf());
    }

    private static MockHttpServletRequestBuilder fragment(MockHttpServletRequestBuilder request) {
        return request.header("HX-Request", "true");
    }

    /** No key that the message files lack. */
    private static org.hamcrest.Matcher<String> complete() {
        return not(containsString("??"));
    }

    private String tomorrow() {
        return local(clock.instant().plus(Duration.ofDays(1)));
    }

    private String today() {
        return local(clock.instant());
    }

    private static String local(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneId.of("Asia/Shanghai")).toString();
    }
}
