package org.mailuo.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mailuo.trace.TraceFixtures.DAY;
import static org.mailuo.trace.TraceFixtures.OTHER;
import static org.mailuo.trace.TraceFixtures.STATION;
import static org.mailuo.trace.TraceFixtures.bag;
import static org.mailuo.trace.TraceFixtures.din;
import static org.mailuo.trace.TraceFixtures.id;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.OwnerDatabase;
import org.mailuo.pages.SignedIn;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.StationId;
import org.mailuo.station.StationFixtures;
import org.mailuo.units.HoldReason;
import org.mailuo.units.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@MailuoTest
class TraceIT {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private Trace trace;

    @Autowired
    private Ledger ledger;

    @Autowired
    private OwnerDatabase owner;

    @Autowired
    private MockMvc mvc;

    private record Reader(Actor actor) implements SignedIn {
        @Override
        public String displayName() {
            return "Reader";
        }

        @Override
        public String houseName() {
            return "House";
        }

        @Override
        public ZoneId zone() {
            return ZoneId.of("Asia/Shanghai");
        }
    }

    @BeforeEach
    void aHouse() {
        boolean stands = owner.jdbc()
                .sql("select exists (select from station.stations where station_id = 110)")
                .query(Boolean.class)
                .single();
        if (!stands) {
            TraceFixtures.aHouse(owner);
        }
    }

    @Test
    void aBagShowsItsWholeDonationAndThePoolFromTheSide() {
        TraceTree tree = trace.from(STATION, new Start.Bag(bag("LRC", 1)));
        assertThat(bags(tree))
                .containsExactlyInAnyOrder(bag("WB", 1), bag("LRC", 1), bag("FFP", 1), bag("PC", 1), bag("PPC", 1));
        assertThat(tree.present()).containsExactly("bag:" + bag("LRC", 1));
        assertThat(node(tree, bag("PPC", 1)).unshownParents()).isEqualTo(1);
        assertThat(tree.nodes(TraceNode.Fate.class))
                .singleElement()
                .extracting(TraceNode.Fate::patient)
                .isEqualTo("PT-7");
        assertThat(tree.directLine())
                .contains("donation:" + din(1), "bag:" + bag("WB", 1), "fate:" + bag("LRC", 1))
                .doesNotContain("bag:" + bag("FFP", 1));
        assertThat(tree.links())
                .contains(
                        new TraceTree.Link("donation:" + din(1), "bag:" + bag("WB", 1)),
                        new TraceTree.Link("supply:" + bag("LRC", 1), "fate:" + bag("LRC", 1)))
                .doesNotContain(new TraceTree.Link("donation:" + din(1), "bag:" + bag("LRC", 1)));
    }

    @Test
    void aPoolLeadsBackToEveryDonorOfIt() {
        TraceTree tree = trace.from(STATION, new Start.Bag(bag("PPC", 1)));
        assertThat(tree.nodes(TraceNode.Donation.class))
                .extracting(TraceNode.Donation::din)
                .containsExactly(din(1), din(2));
        assertThat(tree.nodes(TraceNode.Donor.class)).hasSize(2);
        assertThat(bags(tree))
                .containsExactlyInAnyOrder(bag("PPC", 1), bag("PC", 1), bag("PC", 2), bag("WB", 1), bag("WB", 2));
        assertThat(tree.nodes(TraceNode.Donation.class))
                .extracting(TraceNode.Donation::unshown)
                .containsExactly(2, 1);
        assertThat(tree.links())
                .filteredOn(link -> link.to().equals("bag:" + bag("PPC", 1)))
                .hasSize(2);
    }

    @Test
    void aSplitShowsAllItsParts() {
        TraceTree tree = trace.from(STATION, new Start.Bag(bag("LRC", 32)));
        assertThat(bags(tree)).containsExactlyInAnyOrder(bag("WB", 3), bag("LRC", 3), bag("LRC", 31), bag("LRC", 32));
        assertThat(node(tree, bag("LRC", 31)).label()).isEqualTo("LRC 01");
    }

    @Test
    void aDonorAndADonationLeadToAllThatWasMade() {
        assertThat(bags(trace.from(STATION, new Start.Donor(id("donor2")))))
                .containsExactlyInAnyOrder(bag("WB", 2), bag("PC", 2), bag("FFP", 2), bag("PPC", 1));
        assertThat(bags(trace.from(STATION, new Start.Donation(din(3))))).hasSize(4);
        TraceTree failed = trace.from(STATION, new Start.Donation(din(4)));
        assertThat(failed.nodes(TraceNode.Donation.class))
                .extracting(TraceNode.Donation::outcome)
                .containsExactly("FAILED");
        assertThat(bags(failed)).isEmpty();
    }

    @Test
    void anOrderLeadsBackToTheDonorsAndAPatientToWhatWasGiven() {
        TraceTree order = trace.from(STATION, new Start.Order(id("order")));
        assertThat(order.present()).containsExactlyInAnyOrder("supply:" + bag("LRC", 1), "supply:" + bag("PPC", 1));
        assertThat(order.nodes(TraceNode.Donor.class)).hasSize(2);
        assertThat(bags(trace.from(STATION, new Start.Patient("PT-7")))).contains(bag("LRC", 1));
        assertThat(bags(trace.from(STATION, new Start.Patient("PT-9")))).contains(bag("PPC", 1));
        assertThat(trace.from(STATION, new Start.Patient("PT-1")).isEmpty()).isTrue();
    }

    /** The other station has the same ids and the same numbers. */
    @Test
    void anotherStationsRowsAreInvisible() {
        JdbcClient jdbc = owner.jdbc();
        owner.transaction().executeWithoutResult(status -> {
            TraceFixtures.guards(jdbc, "disable");
            jdbc.sql("delete from units.parents where station_id = 111").update();
            jdbc.sql("delete from distribution.fates where station_id = 111").update();
            TraceFixtures.guards(jdbc, "enable");
        });
        assertThat(bags(trace.from(OTHER, new Start.Bag(bag("PPC", 1))))).doesNotContain(bag("PC", 2));
        assertThat(trace.from(OTHER, new Start.Patient("PT-7")).isEmpty()).isTrue();
        assertThat(bags(trace.from(STATION, new Start.Bag(bag("PPC", 1))))).hasSize(5);
        assertThat(trace.from(new StationId(112), new Start.Bag(bag("PPC", 1))).isEmpty())
                .isTrue();
        assertThat(trace.story(STATION, bag("LRC", 1), sight(Duty.QUALITY)).history())
                .singleElement()
                .satisfies(line -> assertThat(line.others()).isEqualTo(4));
    }

    @Test
    void frontLineStaffLearnNoResult() {
        TraceTree tree = trace.from(STATION, new Start.Donor(id("donor2"))).seenWith(sight(Duty.COLLECT));
        assertThat(tree.nodes(TraceNode.Donation.class))
                .allSatisfy(d -> assertThat(d.fitness()).isNull());
        assertThat(node(tree, bag("FFP", 2)).holds()).isEmpty();
        assertThat(node(tree, bag("FFP", 2)).openHolds()).isEqualTo(1);
        BagStory story = trace.story(STATION, bag("FFP", 2), sight(Duty.COLLECT));
        assertThat(story.conclusions()).isEmpty();
        assertThat(story.history()).allSatisfy(line -> assertThat(line.note()).isNull());
        TraceTree hospital = trace.from(STATION, new Start.Bag(bag("LRC", 1))).seenWith(sight(Duty.RELEASE));
        assertThat(hospital.nodes(TraceNode.Fate.class))
                .allSatisfy(fate -> assertThat(fate.patient()).isNull());
    }

    @Test
    void aNumberIsFoundWithItsCheckCharacterAndOfferedWithoutIt() {
        Finding sure = find(din(1).readable(), Duty.STORE);
        assertThat(sure.isUnique()).isTrue();
        assertThat(sure.hits().getFirst().href()).isEqualTo("/donations/" + din(1));
        Finding unsure = find(din(1).value(), Duty.STORE);
        assertThat(unsure.isUnique()).isFalse();
        assertThat(unsure.hint()).isEqualTo("trace.find.check-missing");
        assertThat(unsure.hits()).hasSize(1);
        assertThat(find(DonationNumber.of("A9110", 26, 77).readable(), Duty.STORE)
                        .hint())
                .isEqualTo("trace.find.unknown-number");
        assertThat(find("000001", Duty.STORE).hits())
                .extracting(Finding.Hit::name)
                .contains(din(1).readable());
        assertThat(find(din(1).readable() + " LRC 00", Duty.STORE)
                        .hits()
                        .getFirst()
                        .href())
                .isEqualTo("/bags/" + bag("LRC", 1));
    }

    @Test
    void eachPersonFindsOnlyWhatHisWorkNeeds() {
        assertThat(find("林则1", Duty.REGISTER).isUnique()).isTrue();
        assertThat(find("林则1", Duty.DISTRIBUTE).hits()).isEmpty();
        assertThat(find("PT-7", Duty.DISTRIBUTE).hits().getFirst().href()).isEqualTo("/trace?from=patient:PT-7");
        assertThat(find("PT-7", Duty.COLLECT).hits()).isEmpty();
        assertThat(find("first hosp", Duty.DIRECT).isUnique()).isTrue();
        assertThat(find("%", Duty.QUALITY).hits()).isEmpty();
        String order = owner.jdbc()
                .sql("select order_no::text from distribution.orders where station_id = 110")
                .query(String.class)
                .single();
        assertThat(find("#" + order, Duty.DISTRIBUTE).hits())
                .extracting(Finding.Hit::kind)
                .contains(Finding.Kind.ORDER);
        assertThat(trace.find(actor(id("hospital"), Duty.HOSPITAL), order, DAY).isUnique())
                .isTrue();
        assertThat(trace.find(actor(id("elsewhere"), Duty.HOSPITAL), order, DAY).hits())
                .isEmpty();
        assertThat(trace.find(actor(null, Duty.HOSPITAL), order, DAY).hits()).isEmpty();
        assertThat(trace.find(actor(id("hospital"), Duty.HOSPITAL), din(1).readable(), DAY)
                        .hits())
                .isEmpty();
    }

    @Test
    void listsAreNarrowOrEmpty() {
        assertThat(trace.bags(STATION, filter(true, null), 50, 0))
                .extracting(BagLine::bag)
                .containsExactly(bag("FFP", 2));
        assertThat(trace.bags(STATION, filter(false, null), 50, 0)).isEmpty();
        assertThat(trace.bags(STATION, new BagFilter(DAY, DAY, null, false, null, "LRC", "A+", null), 50, 0))
                .hasSize(4);
        assertThat(trace.held(STATION).bags()).isEqualTo(1);
    }

    @Test
    void thePagesShowIt() throws Exception {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            for (String start : List.of(
                    "bag:" + bag("PPC", 1),
                    "donor:" + id("donor1"),
                    "order:" + id("order"),
                    "patient:PT-7",
                    din(1).readable())) {
                mvc.perform(get("/trace")
                                .param("from", start)
                                .with(as(Duty.QUALITY))
                                .locale(locale))
                        .andExpect(status().isOk())
                        .andExpect(content().string(containsString("class=\"trace-drawing")))
                        .andExpect(content().string(containsString("A9110 26 000001")));
            }
        }
        mvc.perform(get("/trace").with(as(Duty.STORE))).andExpect(status().isOk());
        mvc.perform(get("/trace").param("from", "patient:PT-7").with(as(Duty.STORE)))
                .andExpect(status().isConflict());
        mvc.perform(get("/trace").param("from", "x").with(as(Duty.HOSPITAL))).andExpect(status().isForbidden());
        mvc.perform(get("/find").param("q", din(1).readable()).with(as(Duty.STORE)))
                .andExpect(redirectedUrl("/donations/" + din(1)));
        mvc.perform(get("/find").param("q", din(1).value()).with(as(Duty.STORE)))
                .andExpect(content().string(containsString(din(1).readable())));
        mvc.perform(get("/bags").param("held", "true").with(as(Duty.QUALITY))).andExpect(status().isOk());
        mvc.perform(get("/bags/" + bag("FFP", 2)).with(as(Duty.QUALITY)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("/lift")));
        mvc.perform(get("/bags/" + bag("FFP", 2)).with(as(Duty.COLLECT)))
                .andExpect(content().string(not(containsString("Unfit"))))
                .andExpect(content().string(not(containsString("HBSAG"))));
        mvc.perform(get("/bags/" + UUID.randomUUID()).with(as(Duty.QUALITY))).andExpect(status().isNotFound());
    }

    @Test
    void theTopFloorCountsIt() throws Exception {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            mvc.perform(get("/director").with(as(Duty.DIRECT)).locale(locale))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("data-values=")))
                    .andExpect(content().string(containsString("product=LRC")));
            mvc.perform(get("/reconciliation")
                            .param("day", DAY.toString())
                            .with(as(Duty.DIRECT))
                            .locale(locale))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("standing=UNFIT")));
            mvc.perform(get("/reconciliation/donations")
                            .param("from", DAY.toString())
                            .param("to", DAY.toString())
                            .param("standing", "UNFIT")
                            .with(as(Duty.DIRECT))
                            .locale(locale))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString(din(2).readable())))
                    .andExpect(content().string(not(containsString(din(1).readable()))));
        }
        mvc.perform(get("/reconciliation")
                        .param("from", "2026-03-02")
                        .param("to", "2026-03-01")
                        .with(as(Duty.DIRECT)))
                .andExpect(status().isConflict());
        mvc.perform(get("/director").with(as(Duty.STORE))).andExpect(status().isForbidden());
    }

    @Test
    void qualityManagementHoldsAndLifts() throws Exception {
        StationFixtures.enrol(context, Instant.now(), actor(null, Duty.QUALITY));
        BagId bag = bag("LRC", 31);
        mvc.perform(post("/bags/" + bag + "/hold")
                        .param("reason", "QUALITY")
                        .param("detail", "Leaking")
                        .with(csrf())
                        .with(as(Duty.QUALITY)))
                .andExpect(redirectedUrl("/bags/" + bag));
        assertThat(ledger.get(STATION, bag).openHolds()).isEqualTo(1);
        var hold = ledger.holds(STATION, List.of(bag)).getFirst();
        assertThat(hold.reason()).isEqualTo(HoldReason.QUALITY);
        mvc.perform(post("/bags/" + bag("WB", 1) + "/lift")
                        .param("hold", hold.id().toString())
                        .param("why", "Dry again")
                        .param("login", StationFixtures.proof(actor(null)).login())
                        .param("password", StationFixtures.PASSWORD)
                        .with(csrf())
                        .with(as(Duty.QUALITY)))
                .andExpect(status().isConflict());
        mvc.perform(post("/bags/" + bag + "/lift")
                        .param("hold", hold.id().toString())
                        .param("why", " ")
                        .with(csrf())
                        .with(as(Duty.QUALITY)))
                .andExpect(status().isConflict());
        mvc.perform(post("/bags/" + bag + "/lift")
                        .param("hold", hold.id().toString())
                        .param("why", "Dry again")
                        .param("login", StationFixtures.proof(actor(null)).login())
                        .param("password", StationFixtures.PASSWORD)
                        .with(csrf())
                        .with(as(Duty.QUALITY)))
                .andExpect(redirectedUrl("/bags/" + bag));
        assertThat(ledger.get(STATION, bag).openHolds()).isZero();
        mvc.perform(post("/bags/" + bag + "/hold")
                        .param("reason", "UNFIT")
                        .param("detail", "By hand")
                        .with(csrf())
                        .with(as(Duty.QUALITY)))
                .andExpect(status().isConflict());
        mvc.perform(post("/bags/" + bag + "/hold")
                        .param("reason", "QUALITY")
                        .param("detail", "Leaking")
                        .with(csrf())
                        .with(as(Duty.STORE)))
                .andExpect(status().isForbidden());
    }

    private Finding find(String text, Duty... duties) {
        return trace.find(actor(null, duties), text, DAY);
    }

    private static BagFilter filter(boolean held, @Nullable String product) {
        return new BagFilter(null, null, null, held, null, product, null, null);
    }

    private static Sight sight(Duty... duties) {
        return Sight.of(actor(null, duties));
    }

    private static Actor actor(@Nullable UUID hospital, Duty... duties) {
        return new Actor(STATION, id("staff"), "reader", Set.of(duties), hospital);
    }

    private static RequestPostProcessor as(Duty... duties) {
        String[] names = Arrays.stream(duties).map(Enum::name).toArray(String[]::new);
        return authentication(new TestingAuthenticationToken(
                new Reader(actor(null, duties)), "", AuthorityUtils.createAuthorityList(names)));
    }

    private static List<BagId> bags(TraceTree tree) {
        return tree.nodes(TraceNode.Bag.class).stream().map(TraceNode.Bag::bag).toList();
    }

    private static TraceNode.Bag node(TraceTree tree, BagId bag) {
        return tree.nodes(TraceNode.Bag.class).stream()
                .filter(node -> node.bag().equals(bag))
                .findFirst()
                .orElseThrow();
    }
}
