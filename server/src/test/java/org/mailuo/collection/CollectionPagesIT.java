package org.mailuo.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.donors.Donor;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.Donors;
import org.mailuo.donors.NewDeferral;
import org.mailuo.donors.NewDonor;
import org.mailuo.donors.Scope;
import org.mailuo.pages.SignedIn;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.Sex;
import org.mailuo.shared.StationId;
import org.mailuo.station.Actors;
import org.mailuo.station.NewSite;
import org.mailuo.station.NewStaff;
import org.mailuo.station.NewStation;
import org.mailuo.station.SiteKind;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.mailuo.units.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The pages as people of different duties see them, in both languages. */
@MailuoTest
class CollectionPagesIT {
    private static final StationId STATION = new StationId(1);
    private static final Set<Duty> FRONT = EnumSet.of(Duty.REGISTER, Duty.EXAMINE, Duty.COLLECT);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static int people;
    private static int numbers;
    private static UUID site = new UUID(0, 0);

    @Autowired
    private ApplicationContext context;

    @Autowired
    private MockMvc web;

    @Autowired
    private Donors donors;

    @Autowired
    private Visits visits;

    @Autowired
    private Stations stations;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Clock clock;

    private record Person(Actor actor) implements SignedIn {
        @Override
        public String displayName() {
            return "Test";
        }

        @Override
        public String houseName() {
            return "House";
        }

        @Override
        public ZoneId zone() {
            return ZONE;
        }
    }

    @BeforeEach
    void house() {
        if (stations.findStation(STATION).isEmpty()) {
            Instant now = clock.instant();
            Actor founder = Actors.system(STATION);
            stations.found(
                    Command.of(founder, now),
                    new NewStation("示例血站", "Example", "A9999", "1", ZONE, "CN-GB18467-2011"),
                    new NewStaff("founder", "Founder", "a long enough passphrase"));
            site = stations.openSite(Command.of(founder, now), new NewSite("C1", SiteKind.CENTRE, "中心", "Centre"))
                    .value();
            StationFixtures.enrol(context, now, actor(EnumSet.of(Duty.REGISTER, Duty.EXAMINE, Duty.COLLECT)));
            ledger.giveOutNumbers(Command.of(founder, now), "A9999", 26, 0, 1000, "C1");
            numbers = 0;
        }
    }

    private static Actor actor(Set<Duty> duties) {
        return new Actor(STATION, new UUID(7, 1), "nurse", duties);
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request, Set<Duty> duties, String language)
            throws Exception {
        var token = new UsernamePasswordAuthenticationToken(
                new Person(actor(duties)),
                "",
                AuthorityUtils.createAuthorityList(
                        duties.stream().map(Duty::name).toList()));
        return web.perform(request.with(authentication(token)).with(csrf()).header("Accept-Language", language))
                .andReturn()
                .getResponse();
    }

    private String page(String address, Set<Duty> duties) throws Exception {
        String english = "";
        for (String language : List.of("zh-CN", "en")) {
            MockHttpServletResponse response = send(get(address), duties, language);
            assertThat(response.getStatus()).as(address).isEqualTo(200);
            english = response.getContentAsString();
            assertThat(english).as("every word of %s in %s", address, language).doesNotContain("??");
            assertThat(english)
                    .doesNotContainPattern(">\\s*(collection|donors|term|reason|history)\\.[a-zA-Z.-]+\\s*<");
        }
        return english;
    }

    private Donor somebody() {
        NewDonor person = new NewDonor(
                "Visitor " + ++people,
                Sex.FEMALE,
                LocalDate.of(1985, 1, 1),
                new IdentityDocument(IdentityDocument.Kind.PASSPORT, "V%07d".formatted(people)),
                "");
        DonorId id = donors.register(Command.of(actor(FRONT), clock.instant()), person);
        return donors.get(STATION, id);
    }

    private MockHttpServletRequestBuilder checkIn(Donor donor) {
        return post("/collection/check-in")
                .header("HX-Request", "true")
                .param("scan", Long.toString(donor.number()))
                .param("site", site.toString())
                .param("intention", "WB400");
    }

    private static MockHttpServletRequestBuilder examination(String visit, String weight) {
        return post(visit + "/examination")
                .param("weight", weight)
                .param("systolic", "118")
                .param("diastolic", "76")
                .param("pulse", "70")
                .param("temperature", "36.5")
                .param("haemoglobin", "130")
                .param("hbsag", "NON_REACTIVE")
                .param("consent", "true");
    }

    private static String visitIn(String answer) {
        Matcher link = Pattern.compile("/collection/visits/[0-9a-f-]{36}").matcher(answer);
        assertThat(link.find()).as(answer).isTrue();
        return link.group();
    }

    @Test
    void aDonorIsRegisteredFromHerCardCheckedInExaminedAndBled() throws Exception {
        String card = send(post("/donors/card").param("card", "李四|女|汉|1890-03-07|511502189003070008"), FRONT, "en")
                .getContentAsString();
        assertThat(card).contains("511502189003070008", "李四", "1890-03-07");
        String known = send(
                        post("/donors")
                                .param("kind", "RESIDENT_ID")
                                .param("number", "511502189003070008")
                                .param("name", "李四")
                                .param("sex", "FEMALE")
                                .param("bornOn", "1890-03-07"),
                        FRONT,
                        "en")
                .getRedirectedUrl();
        assertThat(known).startsWith("/donors/");
        assertThat(send(post("/donors/card").param("card", "511502189003070008"), FRONT, "en")
                        .getRedirectedUrl())
                .isEqualTo(known);

        Donor donor = somebody();
        assertThat(send(post("/donors/search").param("q", Long.toString(donor.number())), FRONT, "en")
                        .getContentAsString())
                .contains(donor.name());
        String answer = send(checkIn(donor), FRONT, "en").getContentAsString();
        assertThat(answer).contains("data-verdict=\"GO\"");
        String visit = visitIn(answer);
        assertThat(send(checkIn(donor), FRONT, "en").getContentAsString()).contains("data-verdict=\"WAIT\"", visit);
        assertThat(page(visit, FRONT)).contains("name=\"systolic\"");

        assertThat(send(examination(visit, "62.5"), FRONT, "en").getRedirectedUrl())
                .isEqualTo(visit + "#bleed");
        assertThat(page(visit, FRONT)).contains("data-verdict=\"GO\"", "name=\"tube\"");
        assertThat(page("/", FRONT)).contains("/collection");

        DonationNumber din = DonationNumber.of("A9999", 26, numbers++);
        Instant decided = visits.get(STATION, new VisitId(UUID.fromString(visit.substring(19))))
                .decidedAt();
        assertThat(decided).isNotNull();
        LocalTime now = clock.instant().atZone(ZONE).toLocalTime();
        String wrong = send(donation(visit, din.value() + "O", din.barcode(7), now), FRONT, "en")
                .getContentAsString();
        assertThat(wrong).contains("id=\"din-error\"").doesNotContain("id=\"tube-error\"");
        String mixed = send(
                        donation(
                                visit,
                                din.barcode(0),
                                DonationNumber.of("A9999", 26, 999).barcode(7),
                                now),
                        FRONT,
                        "zh-CN")
                .getContentAsString();
        assertThat(mixed).contains("collection.tube-mismatch", din.readable());
        String foreign = send(
                        donation(visit, DonationNumber.of("G1234", 26, 1).barcode(0), "=G12342600000107", now),
                        FRONT,
                        "en")
                .getContentAsString();
        assertThat(foreign).contains("data-verdict=\"STOP\"");
        MockHttpServletResponse done = send(donation(visit, din.readable(), din.barcode(7), now), FRONT, "en");
        assertThat(done.getRedirectedUrl()).as(done.getContentAsString()).isEqualTo("/collection");

        assertThat(page("/donations/" + din, FRONT)).contains(din.readable(), "/bags/", "/laboratory/donations/" + din);
        assertThat(page("/donors/" + donor.id(), FRONT)).contains("/donations/" + din, visit);
        assertThat(page("/collection", FRONT)).contains(donor.name());
    }

    private static MockHttpServletRequestBuilder donation(String visit, String din, String tube, LocalTime now) {
        return post(visit + "/donation")
                .param("din", din)
                .param("tube", tube)
                .param("anticoagulant", "CPDA-1")
                .param("bagLot", "LOT1")
                .param("start", now.toString())
                .param("end", now.toString())
                .param("amount", "420");
    }

    @Test
    void impossibleNumbersGoBackAndARefusalShowsItsReasons() throws Exception {
        String visit = visitIn(send(checkIn(somebody()), FRONT, "en").getContentAsString());
        assertThat(send(examination(visit, "6.25"), FRONT, "en").getContentAsString())
                .contains("collection.impossible", "value=\"6.25\"");
        assertThat(send(examination(visit, ""), FRONT, "en").getContentAsString())
                .contains("id=\"weight-error\"");
        assertThat(send(examination(visit, "heavy"), FRONT, "en").getContentAsString())
                .contains("id=\"weight-error\"", "value=\"heavy\"");
        send(examination(visit, "44.9"), FRONT, "en");
        assertThat(page(visit, FRONT)).contains("data-verdict=\"STOP\"", "44.9", "45", "E4");
    }

    @Test
    void rule_P3_theFrontLineSeesReferAndNothingElse() throws Exception {
        Donor donor = somebody();
        LocalDate today = visits.day(STATION, clock.instant());
        donors.defer(
                Command.of(actor(FRONT), clock.instant()),
                List.of(new NewDeferral(
                        donor.id(), "HIV_AGAB", Scope.ALL, true, today, null, "LABORATORY", null, "CN-GB18467-2011")));
        // The list of reasons to choose from is the same for every donor.
        String front = page("/donors/" + donor.id(), FRONT).replaceAll("(?s)<select.*?</select>", "");
        assertThat(front).contains("refer to the physician").doesNotContain("HIV", "permanent, from", "laboratory");
        String answer = send(checkIn(donor), FRONT, "en").getContentAsString();
        assertThat(answer)
                .contains("data-verdict=\"STOP\"", "refer to the physician")
                .doesNotContain("HIV");
        assertThat(page(visitIn(answer), FRONT)).doesNotContain("HIV");
        assertThat(page("/donors/" + donor.id(), EnumSet.of(Duty.QUALITY))).contains("HIV", "permanent, from");
    }

    @Test
    void theRulesAreReadable() throws Exception {
        assertThat(page("/collection/rules", FRONT)).contains("CN-GB18467-2011", "&lt; 140", "≥ 115");
    }

    @Test
    void othersAreShutOut() throws Exception {
        Set<Duty> clerk = EnumSet.of(Duty.STORE);
        for (String address : List.of("/donors", "/donors/new", "/collection")) {
            assertThat(send(get(address), clerk, "en").getStatus()).as(address).isEqualTo(403);
        }
        assertThat(send(get("/collection/rules"), EnumSet.of(Duty.HOSPITAL), "en")
                        .getStatus())
                .isEqualTo(403);
        assertThat(send(checkIn(somebody()), EnumSet.of(Duty.INSPECT), "en").getStatus())
                .isEqualTo(403);
        assertThat(send(get("/donors/" + new UUID(1, 1)), FRONT, "en").getStatus())
                .isEqualTo(404);
        assertThat(send(get("/donors/nobody"), FRONT, "en").getStatus()).isEqualTo(400);
    }
}
