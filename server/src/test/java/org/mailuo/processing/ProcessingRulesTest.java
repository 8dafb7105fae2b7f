package org.mailuo.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailuo.products.BagSystem;
import org.mailuo.products.Family;
import org.mailuo.products.Product;
import org.mailuo.products.StorageBand;
import org.mailuo.products.Way;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Decision;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;

class ProcessingRulesTest {
    private static final Instant COLLECTED = Instant.parse("2026-03-09T02:00:00Z");
    private static final Instant SOON = COLLECTED.plus(Duration.ofHours(2));
    private static final LocalDate DAY = LocalDate.parse("2026-03-09");
    private static final Limits.Span ALWAYS = new Limits.Span(LocalDate.parse("2012-07-01"), null);
    private static final Limits LIMITS = new Limits(
            List.of(
                    within("FFP", "ACD-B", null, 360),
                    within("FFP", "CPD", null, 480),
                    within("FFP", "CPDA-1", null, 480),
                    within("PC", "ANY", Route.COLD, 360),
                    within("PC", "ANY", Route.ROOM, 1440),
                    within("FRC", "ANY", null, 8640)),
            List.of(
                    atMost("PC", 200, 300),
                    atMost("PC", 300, 450),
                    atMost("PC", 400, 600),
                    atMost("FFP", 200, 420),
                    atMost("FFP", 300, 600),
                    atMost("FFP", 400, 780)),
            List.of(new Limits.Balance(100, ALWAYS)),
            List.of());

    @Test
    @DisplayName("a usual bag of 400 mL becomes red cells and fresh plasma")
    void theUsualBag() {
        assertThat(ProcessingRules.mayMake(making("CPDA-1", SOON, part("LRC", 280), part("FFP", 200))))
                .isEqualTo(Decision.ALLOWED);
    }

    @ParameterizedTest(name = "FACTS 3.4 {0} to {1}: {2}")
    @CsvSource({
        "WB, LRC, ",
        "WB, FP, ",
        "WB, CRYO, processing.not-permitted",
        "WB, WRC, processing.not-permitted",
        "LRC, LRC, processing.split-into-one",
        "PC, PPC, processing.needs-a-pool",
        "FP, FFP, processing.not-permitted",
        "CRYO, CRYO, processing.not-permitted",
    })
    void onlyWhatTheAllowListKnows(String parent, String child, @Nullable String refused) {
        assertCode(ProcessingRules.isPermitted(making(bag(parent, "CPD", 400, 400), SOON, part(child, 200))), refused);
    }

    @Test
    @DisplayName("FACTS 3.4 a split has two parts")
    void aSplitHasTwoParts() {
        var two = new Part[] {part("LRC", "A0", 140), part("LRC", "B0", 140)};
        assertThat(ProcessingRules.mayMake(making(bag("LRC", "CPD", 280, 400), SOON, two)))
                .isEqualTo(Decision.ALLOWED);
    }

    @ParameterizedTest
    @EnumSource(BagStatus.class)
    @DisplayName("FACTS 2.8 only a bag in quarantine or a free one is made into others")
    void status(BagStatus status) {
        var usable = status == BagStatus.QUARANTINE || status == BagStatus.AVAILABLE;
        assertCode(
                ProcessingRules.isUsable(bag("WB", "CPD", 400, 400, status)),
                usable ? null : "processing.wrong-status");
    }

    @ParameterizedTest(name = "RULE X5 {0} s from the expiry: {1}")
    @CsvSource({"-1, ", "0, processing.parent-expired", "1, processing.parent-expired"})
    void expired(long seconds, @Nullable String refused) {
        Bag bag = bag("WB", "CPD", 400, 400);
        assertCode(ProcessingRules.isInDate(bag, bag.expiresAt().plusSeconds(seconds)), refused);
    }

    @ParameterizedTest(name = "hard stop 20: {0} s after the collection: {1}")
    @CsvSource({"-1, processing.before-collection", "0, ", "1, "})
    void clockBehind(long seconds, @Nullable String refused) {
        assertCode(
                ProcessingRules.isAfterCollection(bag("WB", "CPD", 400, 400), COLLECTED.plusSeconds(seconds)), refused);
    }

    @ParameterizedTest(name = "FACTS 3.3 {0} in {1} by {2} after {3} min and {4} s: {5}")
    @CsvSource({
        "FFP, ACD-B,  COLD, 359, 59, ",
        "FFP, ACD-B,  COLD, 360, 0,  ",
        "FFP, ACD-B,  COLD, 360, 1,  processing.too-late",
        "FFP, CPD,    COLD, 479, 59, ",
        "FFP, CPD,    COLD, 480, 0,  ",
        "FFP, CPD,    COLD, 480, 1,  processing.too-late",
        "FFP, CPDA-1, COLD, 480, 0,  ",
        "FFP, CPDA-1, COLD, 480, 1,  processing.too-late",
        "FFP, CPDA-1, ROOM, 480, 1,  processing.too-late",
        "FFP, CPDA-1, COLD, 1080, 1, processing.too-late",
        "FFP, XXX,    COLD, 1,   0,  processing.no-time-limit",
        "PC,  CPD,    COLD, 360, 0,  ",
        "PC,  CPD,    COLD, 360, 1,  processing.too-late",
        "PC,  CPD,    ROOM, 1440, 0, ",
        "PC,  CPD,    ROOM, 1440, 1, processing.too-late",
        "FP,  CPD,    COLD, 20000, 0, ",
        "LRC, XXX,    COLD, 20000, 0, ",
    })
    void inTime(String product, String anticoagulant, Route route, int minutes, int seconds, @Nullable String refused) {
        Instant now = COLLECTED.plusSeconds(minutes * 60L + seconds);
        assertCode(
                ProcessingRules.isInTime(making(
                        bag("WB", anticoagulant, 400, 400), now, route, Duration.ofMinutes(6), part(product, 50))),
                refused);
    }

    @ParameterizedTest(name = "FACTS 3.1 frozen red cells after {0} s: {1}")
    @CsvSource({"518399, ", "518400, ", "518401, processing.too-late"})
    void frozenWithinSixDays(long seconds, @Nullable String refused) {
        assertCode(
                ProcessingRules.isInTime(
                        making(bag("LRC", "CPD", 280, 400), COLLECTED.plusSeconds(seconds), part("FRC", 280))),
                refused);
    }

    @ParameterizedTest(name = "FACTS 3.3 {0} of {1} mL that ran {2} s: {3}")
    @CsvSource({
        "PC,  200, 299, ",
        "PC,  200, 300, ",
        "PC,  200, 301, processing.collected-too-slowly",
        "PC,  300, 450, ",
        "PC,  300, 451, processing.collected-too-slowly",
        "PC,  400, 600, ",
        "PC,  400, 601, processing.collected-too-slowly",
        "FFP, 200, 420, ",
        "FFP, 200, 421, processing.collected-too-slowly",
        "FFP, 300, 600, ",
        "FFP, 300, 601, processing.collected-too-slowly",
        "FFP, 400, 780, ",
        "FFP, 400, 781, processing.collected-too-slowly",
        "FFP, 350, 1,   processing.collected-too-slowly",
        "PC,  400, ,    processing.duration-unknown",
        "FFP, 400, ,    processing.duration-unknown",
        "LRC, 400, 5000, ",
        "FP,  400, ,    ",
    })
    void quickCollection(String product, int source, @Nullable Long seconds, @Nullable String refused) {
        Duration needle = seconds == null ? null : Duration.ofSeconds(seconds);
        assertCode(
                ProcessingRules.isFromQuickCollection(making(
                        bag("WB", "CPD", Math.min(source, 400), source), SOON, Route.COLD, needle, part(product, 50))),
                refused);
    }

    @ParameterizedTest(name = "RULE E23, FACTS 3.3: {0} of a donation marked {1}: {2}")
    @CsvSource({
        "PC,  collection.no-platelets-inhibitor, collection.no-platelets-inhibitor",
        "PC,  collection.no-platelets,           collection.no-platelets",
        "PC,  collection.no-fresh-plasma,        ",
        "FFP, collection.no-fresh-plasma,        collection.no-fresh-plasma",
        "FFP, collection.no-platelets-inhibitor, ",
        "LRC, collection.no-platelets,           ",
        "FP,  collection.no-fresh-plasma,        ",
    })
    void marks(String product, String mark, @Nullable String refused) {
        assertCode(
                ProcessingRules.isFromQuickCollection(marked(making("CPD", SOON, part(product, 50)), mark)), refused);
    }

    @ParameterizedTest(name = "hard stop 14: {0} mL of {1} from 400 mL: {2}")
    @CsvSource({
        "399, FFP, ",
        "400, FFP, ",
        "401, FFP, processing.more-than-parent",
        "500, LRC, ",
        "501, LRC, processing.more-than-parent",
        "400, PRC, ",
        "401, PRC, processing.more-than-parent",
        "0,   FFP, processing.empty-part",
    })
    void noPartHoldsMoreThanTheParent(int volume, String product, @Nullable String refused) {
        assertCodes(ProcessingRules.isNotMoreThanParent(making("CPD", SOON, part(product, volume))), refused);
    }

    @ParameterizedTest(name = "hard stop 14: {0} mL LRC and {1} mL FFP from 400 mL and 100 mL solution: {2}")
    @CsvSource({"300, 199, ", "300, 200, ", "300, 201, processing.parts-more-than-parent"})
    void allPartsTogether(int red, int plasma, @Nullable String refused) {
        assertCodes(
                ProcessingRules.isNotMoreThanParent(making("CPD", SOON, part("LRC", red), part("FFP", plasma))),
                refused);
    }

    @ParameterizedTest(name = "FACTS 3.3 balance: {0} mL made and {1} mL thrown away of 400 mL: {2}")
    @CsvSource({
        "360, 0,   ",
        "359, 0,   processing.out-of-balance",
        "300, 59,  processing.out-of-balance",
        "300, 60,  ",
        "400, 140, ",
        "400, 141, processing.out-of-balance",
    })
    void balance(int volume, int waste, @Nullable String refused) {
        MakingCase making = making("CPD", SOON, Route.COLD, waste, part("LRC", volume));
        assertCode(ProcessingRules.isBalanced(making), refused);
    }

    @Test
    @DisplayName("hard stop 11: a product and division of a donation exists once")
    void exists() {
        assertCode(ProcessingRules.isNew(making("CPD", SOON, part("FFP", 100), part("FFP", 100))), "processing.exists");
        assertCode(ProcessingRules.isNew(making("CPD", SOON, part("FFP", "A0", 100), part("FFP", "B0", 100))), null);
        assertCode(
                ProcessingRules.isNew(making(bag("LRC", "CPD", 280, 400), SOON, part("LRC", 140))),
                "processing.exists");
    }

    @Test
    @DisplayName("a solution is added only where the allow-list foresees one")
    void additive() {
        var red = new Part(ProductCode.of("LRC"), "00", Millilitres.of(280), "MAP", BagSystem.CLOSED);
        var plasma = new Part(ProductCode.of("FFP"), "00", Millilitres.of(200), "MAP", BagSystem.CLOSED);
        assertCode(ProcessingRules.additiveHasAPlace(making("CPD", SOON, red)), null);
        assertCode(ProcessingRules.additiveHasAPlace(making("CPD", SOON, plasma)), "processing.no-additive");
    }

    @Test
    @DisplayName("all reasons are told, not only the first")
    void allReasons() {
        assertThat(ProcessingRules.mayMake(making(
                                bag("WB", "CPD", 400, 400, BagStatus.DISCARDED),
                                COLLECTED.plus(Duration.ofHours(9)),
                                Route.COLD,
                                Duration.ofMinutes(20),
                                part("FFP", 450)))
                        .reasons())
                .extracting(Reason::code)
                .containsExactly(
                        "processing.wrong-status",
                        "processing.too-late",
                        "processing.collected-too-slowly",
                        "processing.more-than-parent",
                        "processing.parts-more-than-parent",
                        "processing.out-of-balance");
    }

    @ParameterizedTest(name = "REL 9: a platelet concentrate of {0} mL from 400 mL is valid: {1}")
    @CsvSource({"49, false", "50, true", "76, true", "77, false"})
    void findings(int volume, boolean valid) {
        var product = new Product(
                ProductCode.of("PC"),
                "D0009V00",
                "浓缩血小板",
                "Platelet concentrate",
                Family.PLATELETS,
                StorageBand.PLATELETS_20_24,
                List.of(new Product.Content(400, "VOLUME_ML", BigDecimal.valueOf(50), BigDecimal.valueOf(76), false)),
                "GB 18469-2012",
                true,
                LocalDate.EPOCH,
                null);
        assertThat(ProcessingRules.findings(product, bag("WB", "CPD", 400, 400), part("PC", volume)))
                .isEqualTo(
                        valid
                                ? List.of()
                                : List.of(Reason.of("processing.volume-out-of-standard", "PC", volume, "50–76")));
    }

    @Test
    @DisplayName("a limit that ended does not count for bags collected later")
    void limitsAreDated() {
        var old = new Limits(
                List.of(new Limits.Within(
                        ProductCode.of("FFP"),
                        "CPD",
                        null,
                        360,
                        new Limits.Span(LocalDate.parse("2012-07-01"), DAY.minusDays(1)))),
                List.of(),
                List.of(),
                List.of());
        assertThat(old.isTimed(ProductCode.of("FFP"), DAY.minusDays(1))).isTrue();
        assertThat(old.isTimed(ProductCode.of("FFP"), DAY)).isFalse();
        assertThat(old.balancePerMille(DAY)).isZero();
    }

    private static Limits.Within within(String product, String anticoagulant, @Nullable Route route, int minutes) {
        return new Limits.Within(ProductCode.of(product), anticoagulant, route, minutes, ALWAYS);
    }

    private static Limits.AtMost atMost(String product, int nominal, int seconds) {
        return new Limits.AtMost(ProductCode.of(product), nominal, seconds, ALWAYS);
    }

    private static Part part(String product, int volume) {
        return part(product, "00", volume);
    }

    private static Part part(String product, String division, int volume) {
        return new Part(ProductCode.of(product), division, Millilitres.of(volume));
    }

    private static Bag bag(String product, String anticoagulant, int volume, int source) {
        return bag(product, anticoagulant, volume, source, BagStatus.QUARANTINE);
    }

    private static Bag bag(String product, String anticoagulant, int volume, int source, BagStatus status) {
        return new Bag(
                new BagId(new UUID(1, 1)),
                new DonationNumber("A999926000001"),
                ProductCode.of(product),
                "00",
                Millilitres.of(volume),
                Millilitres.of(source),
                anticoagulant,
                COLLECTED,
                COLLECTED.plus(Duration.ofDays(35)),
                null,
                status,
                0,
                null,
                null,
                null,
                null,
                null);
    }

    private static MakingCase making(String anticoagulant, Instant now, Part... parts) {
        return making(bag("WB", anticoagulant, 400, 400), now, parts);
    }

    private static MakingCase making(Bag parent, Instant now, Part... parts) {
        return making(parent, now, Route.COLD, Duration.ofMinutes(6), parts);
    }

    private static MakingCase making(String anticoagulant, Instant now, Route route, int waste, Part... parts) {
        return making(bag("WB", anticoagulant, 400, 400), now, route, Duration.ofMinutes(6), waste, parts);
    }

    private static MakingCase making(Bag parent, Instant now, Route route, @Nullable Duration needle, Part... parts) {
        return making(parent, now, route, needle, 0, parts);
    }

    private static MakingCase making(
            Bag parent, Instant now, Route route, @Nullable Duration needle, int waste, Part... parts) {
        Map<ProductCode, Way> ways = new HashMap<>();
        for (String way : List.of("WB PRC 0", "WB LRC 250", "WB FFP 0", "WB FP 0", "WB PC 0", "LRC FRC 800")) {
            String[] words = way.split(" ");
            if (parent.product().value().equals(words[0])) {
                ways.put(ProductCode.of(words[1]), way(words[0], words[1], Way.Kind.MAKE, Integer.parseInt(words[2])));
            }
        }
        if (parent.product().value().equals("LRC")) {
            ways.put(parent.product(), way("LRC", "LRC", Way.Kind.SPLIT, 0));
        }
        if (parent.product().value().equals("PC")) {
            ways.put(ProductCode.of("PPC"), way("PC", "PPC", Way.Kind.POOL, 0));
        }
        return new MakingCase(
                parent,
                new NewComponents(parent.id(), route, Arrays.asList(parts), Millilitres.of(waste), ""),
                List.of(parent),
                ways,
                needle,
                List.of(),
                LIMITS,
                DAY,
                now);
    }

    private static MakingCase marked(MakingCase making, String code) {
        return new MakingCase(
                making.parent(),
                making.wanted(),
                making.siblings(),
                making.ways(),
                making.needle(),
                List.of(Reason.of(code)),
                making.limits(),
                making.collectedOn(),
                making.now());
    }

    private static Way way(String parent, String child, Way.Kind kind, int added) {
        return new Way(ProductCode.of(parent), ProductCode.of(child), kind, false, added);
    }

    private static void assertCode(Decision decision, @Nullable String refused) {
        assertThat(decision.reasons())
                .extracting(Reason::code)
                .containsExactlyElementsOf(refused == null ? List.of() : List.of(refused));
    }

    /** For rules that may say the same thing of one part and of all. */
    private static void assertCodes(Decision decision, @Nullable String refused) {
        assertThat(decision.reasons().stream().map(Reason::code).findFirst().orElse(null))
                .isEqualTo(refused);
    }

    @Test
    @DisplayName("FACTS 3.4: another product beside it does not make a split of one part")
    void aSplitIsCountedByItsOwnProduct() {
        assertCode(
                ProcessingRules.isPermitted(
                        making(bag("LRC", "CPD", 280, 400), SOON, part("LRC", 140), part("FRC", 140))),
                "processing.split-into-one");
    }

    @Test
    @DisplayName("FACTS 3.3: the bench is told when the first timed part becomes too late")
    void before() {
        assertThat(ProcessingRules.before(making("CPD", SOON, part("FFP", 200), part("PC", 60))))
                .isEqualTo(COLLECTED.plus(Duration.ofMinutes(360)));
        assertThat(ProcessingRules.before(making("CPD", SOON, part("LRC", 280))))
                .isNull();
    }

    @Test
    @DisplayName("FACTS 3.3: refusals carry the figures that they rest on")
    void figures() {
        assertThat(ProcessingRules.isBalanced(making("CPD", SOON, Route.COLD, 0, part("LRC", 359)))
                        .reasons())
                .containsExactly(Reason.of("processing.out-of-balance", 359, 360, 540));
        assertThat(ProcessingRules.isFromQuickCollection(making(
                                bag("WB", "CPD", 400, 400), SOON, Route.COLD, Duration.ofSeconds(601), part("PC", 50)))
                        .reasons())
                .containsExactly(Reason.of("processing.collected-too-slowly", "PC", 10, 10));
    }
}
