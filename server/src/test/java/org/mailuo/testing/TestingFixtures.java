package org.mailuo.testing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.DonationNumber;

/** Donations in the laboratory, in sentences. */
final class TestingFixtures {
    static final DonationNumber DIN = DonationNumber.of("A9999", 26, 1);
    static final Scheme CN_2019 = new Scheme("CN-2019", List.of(Marker.values()), true, 50, 6);
    static final Scheme NO_REPEAT = new Scheme("NO-REPEAT", List.of(Marker.values()), false, 50, 6);
    static final UUID ANNA = new UUID(0, 1);
    static final UUID BERTA = new UUID(0, 2);
    static final UUID CLARA = new UUID(0, 3);
    static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    static final RunId RUN = new RunId(new UUID(1, 1));

    private TestingFixtures() {}

    /** All markers final and good: O positive. */
    static Bench aGoodDonation() {
        Bench bench = new Bench(CN_2019);
        for (Marker marker : Marker.values()) {
            bench.with(good(marker));
        }
        return bench;
    }

    static Bench aDonationUnder(Scheme scheme) {
        return new Bench(scheme);
    }

    static Attempt good(Marker marker) {
        return switch (marker) {
            case ALT -> attempt(marker, Outcome.MEASURED, "20");
            case ABO_FORWARD -> attempt(marker, "A-B-");
            case ABO_REVERSE -> attempt(marker, "A+B+");
            case RHD -> attempt(marker, Outcome.POSITIVE);
            case TP_2 -> by("Other maker", attempt(marker, Outcome.NON_REACTIVE));
            default -> attempt(marker, Outcome.NON_REACTIVE);
        };
    }

    static Attempt attempt(Marker marker, String outcome) {
        return attempt(marker, outcome, null);
    }

    static Attempt attempt(Marker marker, String outcome, @Nullable String value) {
        return new Attempt(
                marker,
                1,
                RUN,
                RunState.VALID,
                "Assay",
                "Maker",
                "L1",
                outcome,
                value == null ? null : new BigDecimal(value),
                NOW,
                ANNA,
                new UUID(2, 2),
                null,
                null,
                false);
    }

    static Attempt in(RunState state, Attempt a) {
        return new Attempt(
                a.marker(),
                a.number(),
                a.run(),
                state,
                a.assay(),
                a.manufacturer(),
                a.lot(),
                a.outcome(),
                a.value(),
                a.at(),
                a.enteredBy(),
                a.commandId(),
                a.reason(),
                a.corrects(),
                a.corrected());
    }

    static Attempt by(String manufacturer, Attempt a) {
        return new Attempt(
                a.marker(),
                a.number(),
                a.run(),
                a.runState(),
                a.assay(),
                manufacturer,
                a.lot(),
                a.outcome(),
                a.value(),
                a.at(),
                a.enteredBy(),
                a.commandId(),
                a.reason(),
                a.corrects(),
                a.corrected());
    }

    static Attempt enteredBy(UUID person, Attempt a) {
        return new Attempt(
                a.marker(),
                a.number(),
                a.run(),
                a.runState(),
                a.assay(),
                a.manufacturer(),
                a.lot(),
                a.outcome(),
                a.value(),
                a.at(),
                person,
                a.commandId(),
                a.reason(),
                a.corrects(),
                a.corrected());
    }

    static Run run(Marker... markers) {
        return run(RunState.RUNNING, true, LocalDate.of(2026, 11, 22), 1, markers);
    }

    static Run run(RunState state, boolean controlsIn, LocalDate lotExpires, int results, Marker... markers) {
        Set<Marker> measured = markers.length == 0 ? EnumSet.allOf(Marker.class) : Set.of(markers);
        return new Run(
                new RunId(new UUID(1, 9)),
                "Assay",
                measured,
                "Maker",
                "L1",
                lotExpires,
                "Analyser 1",
                NOW,
                LocalDate.of(2026, 11, 22),
                ANNA,
                "anna",
                controlsIn,
                state,
                null,
                null,
                results,
                1);
    }

    /** A donation whose attempts are put together. */
    static final class Bench {
        private final Scheme scheme;
        private final List<Attempt> attempts = new ArrayList<>();

        private Bench(Scheme scheme) {
            this.scheme = scheme;
        }

        Bench with(Attempt... more) {
            attempts.addAll(Arrays.asList(more));
            return this;
        }

        Bench without(Marker marker) {
            attempts.removeIf(attempt -> attempt.marker() == marker);
            return this;
        }

        /** In place of the good result. */
        Bench instead(Attempt... more) {
            without(more[0].marker());
            return with(more);
        }

        DonationTests tests() {
            return new DonationTests(DIN, LocalDate.of(2026, 11, 21), NOW, scheme, null, false, attempts);
        }
    }
}
