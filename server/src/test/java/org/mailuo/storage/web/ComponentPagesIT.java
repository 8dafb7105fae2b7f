package org.mailuo.storage.web;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailuo.MailuoTest;
import org.mailuo.products.StorageBand;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Uuid7;
import org.mailuo.station.Staff;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.mailuo.storage.NewPlace;
import org.mailuo.storage.Storage;
import org.mailuo.storage.Zone;
import org.mailuo.units.Ledger;
import org.mailuo.units.NewBag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** From the bench of the component makers to the shelf, through the pages. */
@MailuoTest
class ComponentPagesIT {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private Stations stations;

    @Autowired
    private Staff staff;

    @Autowired
    private UserDetailsService accounts;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Storage storage;

    @Autowired
    private Clock clock;

    @BeforeEach
    void aHouse() {
        if (stations.isFounded()) {
            return;
        }
        Instant now = clock.instant();
        Actor admin = StationFixtures.aStation(stations, staff, now);
        StationFixtures.aPerson(staff, admin, "hand", now, Duty.MAKE, Duty.STORE, Duty.ADMINISTER);
        ledger.giveOutNumbers(Command.of(admin, now), "A9999", 26, 0, 1000, "CENTRE");
        storage.addPlace(
                Command.of(admin, now), new NewPlace("Q1", "待检冰箱", "Fridge", StorageBand.COLD_2_6, Zone.QUARANTINE));
        for (int sequence = 0; sequence < 3; sequence++) {
            var din = DonationNumber.of("A9999", 26, sequence);
            ledger.register(Command.of(admin, now), din, List.of(aBag(din, now)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/products",
        "/products/LRC",
        "/products/WB",
        "/processing",
        "/processing/bench",
        "/storage",
        "/storage/places",
        "/storage/places/Q1",
        "/storage/expired",
        "/"
    })
    void everyPageOpensInBothLanguages(String page) throws Exception {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            mvc.perform(as(get(page)).locale(locale))
                    .andExpect(status().isOk())
                    .andExpect(content()
                            .string(allOf(
                                    not(containsString("??")),
                                    not(containsString(">processing.")),
                                    not(containsString(">storage.")),
                                    not(containsString(">products.")))));
        }
    }

    @Test
    void aScannedBagIsProposedAndMade() throws Exception {
        var din = DonationNumber.of("A9999", 26, 0);
        BagId bag =
                ledger.bagsOf(StationFixtures.STATION, List.of(din)).getFirst().id();
        mvc.perform(as(post("/processing/bench")).header("HX-Request", "true").param("scan", din.barcode(0)))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("data-verdict=\"GO\""),
                                containsString("LRC+FP"),
                                containsString("value=\"280\""),
                                containsString("autofocus"))));
        mvc.perform(as(get("/processing/bench")).param("bag", bag.toString()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("value=\"280\"")));
        mvc.perform(making(bag)).andExpect(content().string(containsString("data-verdict=\"STOP\"")));
        mvc.perform(making(bag).param("additive", "MAP"))
                .andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("data-verdict=\"GO\""), containsString("/bags/"))));
        mvc.perform(as(post("/processing/bench")).header("HX-Request", "true").param("scan", din.barcode(0)))
                .andExpect(content().string(containsString("data-verdict=\"STOP\"")));
    }

    @Test
    void aPlaceAndThenABagAreScanned() throws Exception {
        var din = DonationNumber.of("A9999", 26, 1);
        mvc.perform(as(post("/storage")).header("HX-Request", "true").param("scan", din.barcode(0)))
                .andExpect(content().string(containsString("data-verdict=\"STOP\"")));
        mvc.perform(as(post("/storage")).header("HX-Request", "true").param("scan", "q1"))
                .andExpect(
                        content().string(allOf(containsString("data-verdict=\"GO\""), containsString("value=\"Q1\""))));
        mvc.perform(as(post("/storage"))
                        .header("HX-Request", "true")
                        .param("place", "Q1")
                        .param("scan", din.barcode(0)))
                .andExpect(content().string(containsString("data-verdict=\"GO\"")));
        mvc.perform(as(get("/storage/places/Q1"))).andExpect(content().string(containsString(din.readable())));
    }

    private static NewBag aBag(DonationNumber din, Instant now) {
        return new NewBag(
                new BagId(Uuid7.next(now)),
                din,
                ProductCode.of("WB"),
                "00",
                Millilitres.of(400),
                Millilitres.of(400),
                "CPDA-1",
                now.minus(Duration.ofHours(1)),
                now.plus(Duration.ofDays(2)));
    }

    private MockHttpServletRequestBuilder making(Object bag) {
        return as(post("/processing/bench/make"))
                .header("HX-Request", "true")
                .param("bag", bag.toString())
                .param("recipe", "LRC+FP")
                .param("route", "COLD")
                .param("product", "LRC", "FP")
                .param("division", "00", "00")
                .param("volume", "281", "199")
                .param("waste", "0");
    }

    private MockHttpServletRequestBuilder as(MockHttpServletRequestBuilder request) {
        return request.with(user(accounts.loadUserByUsername("hand"))).with(csrf());
    }
}
