package org.mailuo.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.OwnerDatabase;
import org.mailuo.collection.Examination;
import org.mailuo.collection.Intention;
import org.mailuo.collection.VisitId;
import org.mailuo.collection.Visits;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.Donors;
import org.mailuo.donors.NewDonor;
import org.mailuo.products.Catalogue;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.Sex;
import org.mailuo.station.Staff;
import org.mailuo.station.Stations;
import org.mailuo.testing.Marker;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;
import org.mailuo.units.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * From a donor's name to a patient's transfusion: ten people in ten browsers, each at the pages of his own work, the
 * first half in Chinese and the second in English, with the refusals that they would meet on the way.
 *
 * <p>Run with {@code -Dmailuo.pictures=true} to renew the pictures in {@code docs/images}.
 */
@MailuoTest
@Import(VeinToVeinJourney.Morning.class)
class VeinToVeinJourney {
    private static final DonationNumber DIN = DonationNumber.of(Station.FACILITY, 26, 1);
    private static final DonationNumber OTHER = DonationNumber.of(Station.FACILITY, 26, 2);
    private static final List<Path> CHROMIUM = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    /** Lets the story's clock stand in for the real one. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Morning {
        @Bean
        @Primary
        StoryClock storyClock() {
            return new StoryClock(Instant.parse("2026-03-18T00:30:00Z"));
        }
    }

    private static Playwright playwright;
    private static Browser chromium;

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext house;

    @Autowired
    private StoryClock clock;

    @Autowired
    private OwnerDatabase owner;

    private final Map<String, Workplace> places = new HashMap<>();
    /** What the scanner reads from each bag's label. */
    private final Map<String, String> squares = new HashMap<>();

    @BeforeAll
    static void openBrowser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = launch(playwright);
    }

    static Browser launch(Playwright playwright) {
        var found = CHROMIUM.stream().filter(Files::isExecutable).findFirst();
        assumeTrue(
                found.isPresent(),
                () -> "The journey needs Chromium, looked for at " + CHROMIUM
                        + ": apt-get install chromium fonts-wqy-zenhei");
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(found.get())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run")));
    }

    @AfterAll
    static void closeBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @Test
    void oneDonationGoesFromVeinToVein() throws Exception {
        Station.found(house, clock);
        try {
            collection();
            station();
            patient();
        } catch (Exception | AssertionError stuck) {
            places.forEach((who, place) -> place.stuck(who));
            throw stuck;
        }
        assertThat(places.values().stream().flatMap(place -> place.complaints().stream()))
                .as("what the browsers complained of")
                .isEmpty();
    }

    private void collection() {
        register();
        examine();
        bleed();
    }

    private void station() throws Exception {
        make();
        receiveTheTube();
        measure();
        reviewAndConclude();
        release();
        label();
        putAway();
    }

    private void patient() {
        order();
        issue();
        transfuse();
        trace();
    }

    @AfterEach
    void goHome() {
        places.values().forEach(Workplace::close);
    }

    // Donor ---------------------------------------------------------------------------------------------------------

    private void register() {
        Workplace nurse = at("nurse");
        nurse.open("/");
        nurse.look("start");
        nurse.open("/donors/new");
        assertThat(nurse.page.locator("#card")).isFocused();
        nurse.type(document().number() + "|林小满");
        nurse.press("Enter");
        assertThat(nurse.page.locator("#name")).hasValue("林小满");
        assertThat(nurse.page.locator("#bornOn")).hasValue("1985-06-12");
        nurse.fill("phone", "13000000000");
        nurse.keep("01-register");
        nurse.goes(() -> nurse.send("phone"), "/donors/[0-9a-f-]{36}");
        nurse.go();
        nurse.look("donor");
    }

    private void examine() {
        Workplace nurse = at("nurse");
        nurse.open("/collection");
        nurse.choose("intention", "WB400");
        nurse.scan("990000");
        nurse.stop("collection.unknown-donor");
        nurse.scan(document().number());
        nurse.go();
        assertThat(nurse.page.locator("#scan-log li:first-child .log-scan")).hasText("•••• 0006");
        nurse.look("check-in");
        // From the scan field past its button to the name that was found.
        nurse.press("Tab");
        nurse.press("Tab");
        nurse.goes(() -> nurse.press("Enter"), "/collection/visits/.*");

        // A slip of the hand: nobody has a systolic pressure of 12.
        vitals(nurse, "12");
        unchanged(() -> nurse.send("systolic"));
        nurse.stop("collection.impossible");
        assertThat(nurse.page.locator("#weight")).hasValue("58");
        nurse.keep("02-impossible-vitals");
        vitals(nurse, "118");
        nurse.send("systolic");
        nurse.go();
        assertThat(nurse.page.locator("#bleed")).isVisible();
    }

    private static void vitals(Workplace nurse, String systolic) {
        nurse.fill("weight", "58");
        nurse.fill("systolic", systolic);
        nurse.fill("diastolic", "76");
        nurse.fill("pulse", "72");
        nurse.fill("temperature", "36.5");
        nurse.fill("haemoglobin", "132");
        nurse.fill("alt", "18");
        nurse.tick("hbsag", "NON_REACTIVE");
        nurse.tick("consent", "true");
    }

    private void bleed() {
        Workplace nurse = at("nurse");
        clock.goOn(Duration.ofMinutes(15));
        draw(nurse, wrong(DIN), DIN.barcode(0));
        unchanged(() -> nurse.send("amount"));
        nurse.stop();
        Locator error = nurse.page.locator(".error-summary");
        assertThat(error).isVisible();
        nurse.inOwnLanguage(error);
        nurse.keep("03-wrong-check-character");
        draw(nurse, DIN.barcode(0), OTHER.barcode(0));
        unchanged(() -> nurse.send("amount"));
        nurse.stop("collection.tube-mismatch");
        draw(nurse, DIN.barcode(0), DIN.barcode(0));
        nurse.goes(() -> nurse.send("amount"), "/collection");
        nurse.go();
        nurse.look("bled");

        // The next donor gets the empty sticker sheet of the first.
        nurse.open("/collection/visits/" + anotherVisit());
        draw(nurse, DIN.barcode(0), DIN.barcode(0));
        unchanged(() -> nurse.send("amount"));
        nurse.stop("units.number-used");
        nurse.look("used-number");
    }

    private static void draw(Workplace nurse, String bag, String tube) {
        nurse.fill("din", bag);
        nurse.fill("tube", tube);
        nurse.choose("anticoagulant", "CPDA-1");
        nurse.fill("bagLot", "BL-2603");
        nurse.fill("start", "08:34");
        nurse.fill("end", "08:42");
        nurse.fill("amount", "424");
    }

    // Station -------------------------------------------------------------------------------------------------------

    private void make() {
        clock.goOn(Duration.ofHours(2));
        Workplace maker = at("maker");
        maker.open("/processing");
        maker.look("waiting");
        maker.open("/processing/bench");
        unchanged(() -> maker.scan(wrong(DIN)));
        maker.stop();
        maker.scan(DIN.barcode(0));
        maker.go();
        Locator confirm = maker.page.locator("form[action$='/make'] button");
        assertThat(confirm).isFocused();
        maker.choose("additive", "MAP");
        maker.keep("04-make");
        confirm.press("Enter");
        assertThat(maker.page.locator("#verdict table")).isVisible();
        maker.go();
        maker.look("made");
        unchanged(() -> maker.scan(DIN.barcode(0)));
        maker.stop("processing.nothing-here");
        assertThat(bags().keySet()).contains("LRC", "FFP");
    }

    private void receiveTheTube() {
        Workplace tester = at("tester");
        tester.open("/laboratory/receive");
        unchanged(() -> tester.scan(wrong(DIN)));
        tester.stop("testing.not-a-number");
        unchanged(() -> tester.scan(OTHER.barcode(0)));
        tester.stop();
        tester.scan(DIN.barcode(0));
        tester.go();
        tester.look("tube");
    }

    private void measure() {
        Workplace tester = at("tester");
        clock.goOn(Duration.ofMinutes(20));
        Set<Marker> first = EnumSet.complementOf(EnumSet.of(Marker.TP_2));
        openRun(tester, "混合检测", "甲厂", first);
        assertThat(tester.page.locator("#text")).isVisible();
        tester.fill("text", paste(first).replace("NR", "maybe"));
        tester.look("plate");
        unchanged(() -> tester.page
                .locator("form[action$='/paste'] button[type=submit]")
                .click());
        tester.stop();
        tester.look("refused-plate");
        tester.fill("text", paste(first));
        tester.page.locator("form[action$='/paste'] button[type=submit]").click();
        tester.go();
        openRun(tester, "梅毒二试", "乙厂", EnumSet.of(Marker.TP_2));
        tester.fill("text", DIN.readable() + "\t阴性");
        tester.page.locator("form[action$='/paste'] button[type=submit]").click();
        tester.go();
        tester.look("entered");
    }

    private static void openRun(Workplace tester, String assay, String manufacturer, Set<Marker> markers) {
        tester.open("/laboratory/runs/new");
        tester.fill("assay", assay);
        markers.forEach(marker -> tester.tick("markers", marker.name()));
        tester.fill("manufacturer", manufacturer);
        tester.fill("lot", "L-0318");
        tester.fill("lotExpires", "2026-12-31");
        tester.fill("instrument", "一号仪器");
        tester.tick("controlsIn", "true");
        tester.goes(() -> tester.send("instrument"), "/laboratory/runs/[0-9a-f-]{36}");
        tester.go();
    }

    /** A plate as it comes out of a spreadsheet: markers on top, a line for each donation. */
    private static String paste(Set<Marker> markers) {
        return "\t" + markers.stream().map(Marker::name).collect(Collectors.joining("\t")) + "\n" + DIN.readable()
                + "\t"
                + markers.stream()
                        .map(marker -> switch (marker) {
                            case ALT -> "21.5";
                            case ABO_FORWARD -> "A+B-";
                            case ABO_REVERSE -> "A-B+";
                            case RHD -> "+";
                            default -> "NR";
                        })
                        .collect(Collectors.joining("\t"));
    }

    private void reviewAndConclude() {
        clock.goOn(Duration.ofHours(1));
        Workplace reviewer = at("reviewer");
        reviewer.open("/");
        reviewer.look("reviewer");
        reviewer.open("/laboratory?tab=review");
        List<String> runs = reviewer.page.locator("table[data-rows] tbody tr").locator("a").all().stream()
                .map(link -> link.getAttribute("href"))
                .distinct()
                .toList();
        assertThat(runs).hasSize(2);
        for (String run : runs) {
            reviewer.open(run);
            reviewer.sign();
            reviewer.page.locator("button[name=valid][value=true]").press("Enter");
            reviewer.page.waitForLoadState();
            reviewer.go();
        }
        reviewer.open("/laboratory?tab=conclude");
        // By keyboard alone: to the first row, tick it, sign.
        reviewer.press("j");
        reviewer.press("x");
        assertThat(reviewer.page.locator("[data-chosen-count]")).hasText("1");
        reviewer.look("conclude");
        reviewer.page.locator("[data-chosen-act]").press("Enter");
        reviewer.page.waitForLoadState();
        reviewer.go();
        reviewer.open("/laboratory/donations/" + DIN);
        reviewer.go();
        reviewer.keep("05-results");
    }

    private void release() {
        clock.goOn(Duration.ofMinutes(30));
        Workplace tester = at("tester");
        tester.open("/release?tab=blocked");
        Locator why = tester.page.locator("table .reasons");
        assertThat(why).hasCount(2);
        tester.inOwnLanguage(why.first());
        tester.look("own-results");
        // A page opened before the rule applied, or a forged one: the same answer.
        forgeRelease(tester);
        tester.stop("release.releaser-tested");
        assertThat(bags().values()).noneMatch(bag -> bag.status() == BagStatus.AVAILABLE);

        Workplace officer = at("officer");
        officer.speak(false);
        officer.open("/release");
        assertThat(officer.page.locator("input[name=bags]")).hasCount(2);
        officer.page.locator("[data-choose-all]").press("Space");
        assertThat(officer.page.locator("[data-chosen-count]")).hasText("2");
        officer.sign();
        officer.keep("06-release");
        officer.page.locator("[data-chosen-act]").press("Enter");
        officer.page.waitForLoadState();
        officer.go();
    }

    private void forgeRelease(Workplace tester) {
        tester.page.evaluate(
                "([bags, csrf, password]) => { const form = document.createElement('form'); form.method = 'post';"
                        + " form.action = '/release'; for (const [name, value] of [...bags.map((b) => ['bags', b]),"
                        + " ['password', password], ['_csrf', csrf]]) { const field = document.createElement('input'); field.name = name;"
                        + " field.value = value; form.append(field); } document.body.append(form); form.submit(); }",
                List.of(
                        List.of(bag("LRC").id().toString(), bag("FFP").id().toString()),
                        tester.page.locator("meta[name=csrf]").getAttribute("content"),
                        Workplace.PASSWORD));
        assertThat(tester.page.locator("[data-verdict]").first()).isVisible();
    }

    private void label() throws Exception {
        Workplace labeller = at("labeller");
        labeller.speak(false);
        for (String product : List.of("LRC", "FFP")) {
            Bag bag = bag(product);
            labeller.open("/labels");
            Page sheet = labeller.page.waitForPopup(() -> labeller.page
                    .locator("form[action='/labels/print']:has(input[value='" + bag.id() + "']) button")
                    .press("Enter"));
            sheet.close();
            Label label = Label.read(labeller.fetch("/labels/" + bag.id() + ".pdf"));
            assertThat(label.text())
                    .contains(
                            "青禾血站", "Qinghe Blood Station", "A9999 26 000001", product.equals("LRC") ? "去白细胞" : "冰冻血浆");
            label.save(Path.of("target", "journey", "label-" + product + ".png"));
            labeller.page.bringToFront();
            labeller.page.locator("#scan").focus();
            unchanged(() -> labeller.scan(DIN.barcode(0)));
            labeller.stop("release.scan-square");
            squares.put(product, label.dataMatrix());
            labeller.scan(label.dataMatrix());
            labeller.go();
            if (product.equals("LRC")) {
                labeller.keep("07-label");
            }
        }
        assertThat(bags().values()).filteredOn(Bag::isLabelled).hasSize(2);
    }

    private void putAway() {
        Workplace store = at("labeller");
        store.open("/storage");
        unchanged(() -> store.scan(square("LRC")));
        store.stop();
        store.scan("F18-1");
        store.go();
        unchanged(() -> store.scan(square("LRC")));
        store.stop("storage.wrong-band");
        unchanged(() -> store.scan(DIN.barcode(0)));
        store.stop();
        store.scan(square("FFP"));
        store.go();
        store.scan("R4-1");
        store.scan(DIN.barcode(0) + " LRC");
        store.go();
        store.look("put-away");
        assertThat(bag("LRC").place()).isEqualTo("R4-1");
        assertThat(bag("FFP").place()).isEqualTo("F18-1");
    }

    // Patient -------------------------------------------------------------------------------------------------------

    private void order() {
        clock.goOn(Duration.ofHours(1));
        Workplace ward = at("ward");
        ward.open("/hospital");
        ward.look("portal");
        ward.open("/orders/new");
        ward.choose("urgency", "URGENT");
        line(ward, 0, "LRC", "1", "ZY-2603-17");
        line(ward, 1, "FFP", "许多", "ZY-2603-17");
        ward.look("order");
        unchanged(() -> ward.page.locator("main form.card button.btn-primary").press("Enter"));
        ward.stop("distribution.line-incomplete");
        line(ward, 1, "FFP", "1", "ZY-2603-17");
        ward.goes(() -> ward.page.locator("main form.card button.btn-primary").press("Enter"), "/orders/[0-9a-f-]{36}");
        ward.go();
    }

    private static void line(Workplace ward, int row, String product, String quantity, String patient) {
        ward.page.locator("select[name=product]").nth(row).selectOption(product);
        ward.page.locator("select[name=group]").nth(row).selectOption("A+");
        ward.page.locator("input[name=quantity]").nth(row).fill(quantity);
        ward.page.locator("input[name=patient]").nth(row).fill(patient);
    }

    private void issue() {
        clock.goOn(Duration.ofMinutes(7));
        Workplace clerk = at("clerk");
        clerk.speak(false);
        clerk.open("/");
        clerk.look("clerk");
        clerk.open("/orders");
        clerk.press("j");
        clerk.press("Enter");
        assertThat(clerk.page.locator("#aside form[action$='/allocate'] button"))
                .isVisible();
        clerk.look("orders");
        clerk.goes(
                () -> clerk.page
                        .locator("#aside form[action$='/allocate'] button")
                        .press("Enter"),
                "/orders/[0-9a-f-]{36}");
        clerk.go();
        clerk.look("allocated");
        clerk.goes(() -> clerk.page.locator("a[href$='/issue']").press("Enter"), "/issue");
        for (String product : List.of("LRC", "FFP")) {
            clerk.scan(DIN.barcode(0));
            clerk.await();
            clerk.scan("=<" + isbt(product));
            clerk.go();
        }
        Page stale = clerk.anotherWindow();
        stale.locator("#scan").fill(DIN.barcode(0));
        stale.locator("#scan").press("Enter");
        assertThat(stale.locator("#scan-log li:first-child")).not().hasClass("log-SENT");
        stale.locator("#scan").fill("=<" + isbt("LRC"));
        stale.locator("#scan").press("Enter");
        assertThat(stale.locator("#second-login")).isVisible();

        clerk.page
                .locator("#second-login")
                .selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
        clerk.sign();
        clerk.keep("08-issue");
        clerk.goes(() -> clerk.page.locator("form[action$='/issue'] button").press("Enter"), "/orders/[0-9a-f-]{36}");
        clerk.go();
        clerk.look("issued");

        // The same bag once more, from a window that still shows it.
        stale.locator("#second-login").selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
        stale.locator("#second-password").fill(Workplace.PASSWORD);
        unchanged(() -> {
            stale.locator("form[action$='/issue'] button").press("Enter");
            assertThat(stale.locator("[data-verdict=STOP] [data-reason]").first())
                    .isVisible();
        });
        clerk.inOwnLanguage(stale.locator("[data-verdict=STOP] [data-reason]").first());
        stale.close();
    }

    private void transfuse() {
        clock.goOn(Duration.ofMinutes(40));
        Workplace phone = Workplace.phone(chromium, address(), clock).signIn("ward");
        places.put("ward's phone", phone);
        phone.open("/");
        phone.keep("09-phone-work");
        phone.open("/hospital/receive");
        unchanged(() -> phone.scan(wrong(DIN)));
        phone.stop("distribution.unreadable");
        for (String product : List.of("LRC", "FFP")) {
            phone.scan(DIN.barcode(0));
            if (product.equals("LRC")) {
                phone.await();
                phone.scan("=<" + isbt(product));
            }
            phone.go();
        }
        phone.keep("10-phone-receive");
        clock.goOn(Duration.ofHours(2));

        Workplace ward = at("ward");
        ward.open("/hospital/fates");
        ward.fill("patient", "ZY-2603-17");
        ward.page.locator("[data-choose-all]").press("Space");
        ward.look("fates");
        ward.page.locator("[data-chosen-act]").press("Enter");
        ward.page.waitForLoadState();
        ward.go();
        assertThat(bags().values())
                .filteredOn(bag -> bag.status() == BagStatus.TRANSFUSED)
                .hasSize(2);
    }

    private void trace() {
        Workplace inspector = at("inspector");
        inspector.open("/trace");
        inspector.type(DIN.barcode(0));
        inspector.press("Enter");
        tree(inspector);
        inspector.look("trace-zh");
        inspector.speak(false);
        tree(inspector);
        inspector.keep("11-trace");
        inspector.open("/trace?from=patient:ZY-2603-17");
        tree(inspector);
        inspector.open("/bags/" + bag("LRC").id());
        assertThat(inspector.page.locator("main")).containsText("County Hospital");
        inspector.keep("12-bag");
    }

    /** Donor, donation, the bag drawn, both made of it, both at the hospital, both transfused. */
    private void tree(Workplace inspector) {
        Locator drawing = inspector.page.locator("svg.trace-drawing");
        assertThat(drawing.locator(".tr-Donor")).hasCount(1);
        assertThat(drawing.locator(".tr-Donation")).hasCount(1);
        assertThat(drawing.locator(".tr-Bag")).hasCount(3);
        assertThat(drawing.locator(".tr-Supply")).hasCount(2);
        assertThat(drawing.locator(".tr-Fate")).hasCount(2);
    }

    // House ---------------------------------------------------------------------------------------------------------

    private Workplace at(String login) {
        return places.computeIfAbsent(
                login, who -> Workplace.desk(chromium, address(), clock).signIn(who));
    }

    private String address() {
        return "http://localhost:" + port;
    }

    /** Nothing of what is done here may leave a trace in the record. */
    private void unchanged(Runnable refused) {
        List<Long> before = recorded();
        refused.run();
        assertThat(recorded()).as("recorded after a refusal").isEqualTo(before);
    }

    private List<Long> recorded() {
        return owner.jdbc()
                .sql("select (select count(*) from audit.commands) union all select count(*) from audit.trail")
                .query(Long.class)
                .list();
    }

    private Map<String, Bag> bags() {
        return house.getBean(Ledger.class).bagsOf(Station.ID, List.of(DIN)).stream()
                .collect(Collectors.toMap(bag -> bag.product().value(), bag -> bag));
    }

    private Bag bag(String product) {
        return Objects.requireNonNull(bags().get(product), product);
    }

    private String square(String product) {
        return Objects.requireNonNull(squares.get(product), product);
    }

    private String isbt(String product) {
        Bag bag = bag(product);
        return house.getBean(Catalogue.class).get(bag.product()).isbtCode(bag.division());
    }

    /** As typed from the label by somebody who misread the boxed check character. */
    private static String wrong(DonationNumber din) {
        char right = din.checkCharacter();
        return din.readable().replaceFirst(".$", right == 'A' ? "B" : "A");
    }

    /** Made up at run time: a region that does not exist and the sequence that is never given out. */
    private static IdentityDocument document() {
        String number = "990000" + "19850612" + "000";
        return new IdentityDocument(IdentityDocument.Kind.RESIDENT_ID, number + IdentityDocument.checkDigit(number));
    }

    /** Somebody else, examined and fit to give. */
    private VisitId anotherVisit() {
        Actor nurse =
                house.getBean(Staff.class).findActor("nurse", clock.instant()).orElseThrow();
        DonorId donor = house.getBean(Donors.class)
                .register(
                        Command.of(nurse, clock.instant()),
                        new NewDonor(
                                "高山",
                                Sex.MALE,
                                LocalDate.of(1990, 2, 3),
                                new IdentityDocument(IdentityDocument.Kind.OTHER, "JOURNEY-2"),
                                ""));
        Visits visits = house.getBean(Visits.class);
        VisitId visit = visits.open(
                Command.of(nurse, clock.instant()),
                donor,
                house.getBean(Stations.class)
                        .listSites(Station.ID)
                        .getFirst()
                        .id()
                        .value(),
                Intention.wholeBlood(400));
        visits.examine(
                        Command.of(nurse, clock.instant().minusSeconds(900)),
                        visit,
                        new Examination(
                                new Examination.Vitals(
                                        124, 80, 68, true, new BigDecimal("36.4"), BigDecimal.valueOf(72)),
                                new Examination.Blood(151, null, Examination.Rapid.NON_REACTIVE, 20, null, null, null),
                                Set.of(),
                                new Examination.Answers(true, false, false, false, false, null)))
                .orThrow();
        return visit;
    }
}
