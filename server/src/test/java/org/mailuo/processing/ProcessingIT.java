package org.mailuo.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.audit.AlreadyDoneException;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.mailuo.station.Actors;
import org.mailuo.station.NewStaff;
import org.mailuo.station.NewStation;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;
import org.mailuo.units.Ledger;
import org.mailuo.units.NewBag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@MailuoTest
class ProcessingIT {
    private static final StationId STATION = new StationId(741);
    private static final Instant COLLECTED = Instant.parse("2026-03-09T02:00:00Z");
    private static final Instant NOW = COLLECTED.plus(Duration.ofHours(2));
    private static final Actor MAKER = new Actor(STATION, new UUID(7, 41), "maker", Set.of(Duty.MAKE));
    private static int sequence;

    @Autowired
    private Processing processing;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Stations stations;

    @BeforeEach
    void aStation() {
        if (stations.findStation(STATION).isEmpty()) {
            stations.found(
                    Command.of(Actors.system(STATION), COLLECTED),
                    new NewStation("制备站", "Making", "A9741", "L-741", ZoneId.of("Asia/Shanghai"), "CN-GB18467-2011"),
                    new NewStaff("head.741", "Head", "a long enough word"));
            StationFixtures.enrol(context, COLLECTED, MAKER);
            ledger.giveOutNumbers(Command.of(Actors.system(STATION), COLLECTED), "A9741", 26, 0, 5000, "CENTRE");
            sequence = 0;
        }
    }

    @Test
    void aBagBecomesRedCellsAndPlasma() {
        BagId whole = aBag();
        List<BagId> made = processing.make(
                command(), List.of(new NewComponents(whole, parts("LRC 280", "FP 200"), Millilitres.of(0))));
        assertThat(ledger.get(STATION, whole).status()).isEqualTo(BagStatus.CONSUMED);
        assertThat(ledger.list(STATION, made))
                .extracting(bag -> bag.product() + " " + bag.volume().value() + " " + bag.expiresAt())
                .containsExactlyInAnyOrder("LRC 280 2026-04-13T15:59:00Z", "FP 200 2030-03-09T15:59:00Z");
        assertThat(ledger.list(STATION, made)).allSatisfy(bag -> {
            assertThat(bag.status()).isEqualTo(BagStatus.QUARANTINE);
            assertThat(bag.source()).isEqualTo(Millilitres.of(400));
        });
        assertThat(processing.facts(STATION, made)).hasSize(2).allSatisfy((bag, facts) -> {
            assertThat(facts.madeBy()).isEqualTo(MAKER.staffId());
            assertThat(facts.madeAt()).isEqualTo(NOW);
            assertThat(facts.parent()).isEqualTo(whole);
            assertThat(facts.valid()).isTrue();
        });
        assertThat(processing.facts(STATION, List.of(whole))).isEmpty();
    }

    @Test
    void aHundredBagsAreOneCommandAllOrNone() {
        List<BagId> bags = IntStream.range(0, 100).mapToObj(i -> aBag()).toList();
        BagId held = aBag();
        List<NewComponents> all = bags.stream()
                .map(bag -> new NewComponents(bag, parts("LRC 280", "FP 200"), Millilitres.of(0)))
                .toList();
        List<NewComponents> oneTooMuch = new java.util.ArrayList<>(all);
        oneTooMuch.add(new NewComponents(held, parts("CRYO 30"), Millilitres.of(370)));
        assertThatThrownBy(() -> processing.make(command(), oneTooMuch))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reasons())
                                .extracting(Reason::code)
                                .containsExactly("processing.not-permitted"));
        assertThat(ledger.list(STATION, bags)).allMatch(bag -> bag.status() == BagStatus.QUARANTINE);
        Command command = command();
        assertThat(processing.make(command, all)).hasSize(200);
        assertThat(ledger.list(STATION, bags)).allMatch(bag -> bag.status() == BagStatus.CONSUMED);
        assertThatThrownBy(() -> processing.make(command, all)).isInstanceOf(AlreadyDoneException.class);
    }

    @Test
    void theSameBagIsNotMadeTwice() {
        BagId whole = aBag();
        var wanted = new NewComponents(whole, parts("LRC 280", "FP 200"), Millilitres.of(0));
        assertThatThrownBy(() -> processing.make(command(), List.of(wanted, wanted)))
                .hasMessage("processing.parent-twice");
        processing.make(command(), List.of(wanted));
        assertThatThrownBy(() -> processing.make(command(), List.of(wanted)))
                .hasMessageContaining("processing.wrong-status");
    }

    @Test
    void withoutTheDutyNothingIsMade() {
        var stranger = new Actor(STATION, new UUID(7, 42), "stranger", Set.of(Duty.STORE));
        var wanted = new NewComponents(aBag(), parts("LRC 280", "FP 200"), Millilitres.of(0));
        assertThatThrownBy(() -> processing.make(Command.of(stranger, NOW), List.of(wanted)))
                .hasMessage("actor.not-authorised");
    }

    @Test
    void freshPlasmaNeedsTheRecordOfAQuickCollection() {
        assertThatThrownBy(() -> processing.make(
                        command(), List.of(new NewComponents(aBag(), parts("LRC 280", "FFP 200"), Millilitres.of(0)))))
                .hasMessage("processing.duration-unknown");
    }

    @Test
    void theAdditiveDecidesTheLifeAndASplitSharesItsSource() {
        BagId whole = aBag("CPD");
        var red =
                new Part(ProductCode.of("LRC"), "00", Millilitres.of(280), "MAP", org.mailuo.products.BagSystem.CLOSED);
        BagId lrc = processing
                .make(
                        command(),
                        List.of(new NewComponents(
                                whole, List.of(red, parts("FP 200").getFirst()), Millilitres.of(0))))
                .getFirst();
        assertThat(ledger.get(STATION, lrc).expiresAt()).isEqualTo("2026-04-13T15:59:00Z");
        List<BagId> halves = processing.make(
                command(),
                List.of(new NewComponents(
                        lrc,
                        List.of(
                                new Part(ProductCode.of("LRC"), "A0", Millilitres.of(140)),
                                new Part(ProductCode.of("LRC"), "B0", Millilitres.of(140))),
                        Millilitres.of(0))));
        assertThat(ledger.list(STATION, halves)).allSatisfy(half -> {
            assertThat(half.source()).isEqualTo(Millilitres.of(200));
            assertThat(half.expiresAt()).isEqualTo("2026-04-13T15:59:00Z");
        });
    }

    @Test
    void aVolumeOutOfTheStandardIsWrittenDownAsNotValid() {
        List<BagId> made = processing.make(
                command(), List.of(new NewComponents(aBag(), parts("PRC 270", "FP 130"), Millilitres.of(0))));
        assertThat(processing.facts(STATION, made).get(made.getFirst())).satisfies(facts -> {
            assertThat(facts.valid()).isFalse();
            assertThat(facts.findings()).extracting(Reason::code).containsExactly("processing.volume-out-of-standard");
        });
        assertThat(processing.facts(STATION, made).values())
                .filteredOn(MakingFacts::valid)
                .singleElement()
                .extracting(MakingFacts::bag)
                .isEqualTo(made.getLast());
    }

    @Test
    void theSuggestionFallsBackToWhatIsStillPossible() {
        BagId whole = aBag();
        Suggestion suggestion = processing.suggest(STATION, whole, "", Route.COLD, NOW);
        assertThat(suggestion.recipe()).isEqualTo("LRC+FP");
        assertThat(suggestion.decision().isAllowed()).isTrue();
        assertThat(suggestion.notes()).extracting(Reason::code).containsExactly("processing.duration-unknown");
        assertThat(processing.make(command(), List.of(suggestion.toMake()))).hasSize(2);
        Suggestion wanted = processing.suggest(STATION, aBag(), "LRC+FFP", Route.COLD, NOW);
        assertThat(wanted.decision().isAllowed()).isFalse();
        assertThat(wanted.minutesLeft(NOW)).isEqualTo(360);
    }

    @Test
    void whatWaitsIsListed() {
        BagId whole = aBag();
        assertThat(processing.waiting(STATION, NOW, 500))
                .extracting(suggestion -> suggestion.bag().id())
                .contains(whole);
        processing.make(
                command(),
                List.of(processing.suggest(STATION, whole, "", Route.COLD, NOW).toMake()));
        assertThat(processing.waiting(STATION, NOW, 500))
                .extracting(suggestion -> suggestion.bag().id())
                .doesNotContain(whole);
        assertThat(ledger.bagsOf(STATION, List.of(ledger.get(STATION, whole).din())))
                .extracting(Bag::product)
                .hasSize(3);
    }

    private static List<Part> parts(String... parts) {
        return java.util.Arrays.stream(parts)
                .map(part -> part.split(" "))
                .map(part -> new Part(ProductCode.of(part[0]), "00", Millilitres.of(Integer.parseInt(part[1]))))
                .toList();
    }

    private BagId aBag() {
        return aBag("CPDA-1");
    }

    private BagId aBag(String anticoagulant) {
        var din = DonationNumber.of("A9741", 26, sequence++);
        var bag = new NewBag(
                new BagId(Uuid7.next(COLLECTED)),
                din,
                ProductCode.of("WB"),
                "00",
                Millilitres.of(400),
                Millilitres.of(400),
                anticoagulant,
                COLLECTED,
                COLLECTED.plus(Duration.ofDays(21)));
        ledger.register(Command.of(MAKER, COLLECTED), din, List.of(bag));
        return bag.id();
    }

    private static Command command() {
        return Command.of(MAKER, NOW);
    }
}
