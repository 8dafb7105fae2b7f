package org.mailuo.simulator;

import static org.mailuo.testing.Marker.ABO_FORWARD;
import static org.mailuo.testing.Marker.ABO_REVERSE;
import static org.mailuo.testing.Marker.ALT;
import static org.mailuo.testing.Marker.ANTI_HCV;
import static org.mailuo.testing.Marker.HBSAG;
import static org.mailuo.testing.Marker.HBV_DNA;
import static org.mailuo.testing.Marker.HCV_RNA;
import static org.mailuo.testing.Marker.HIV_AGAB;
import static org.mailuo.testing.Marker.HIV_RNA;
import static org.mailuo.testing.Marker.RHD;
import static org.mailuo.testing.Marker.TP_1;
import static org.mailuo.testing.Marker.TP_2;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.mailuo.shared.Abo;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.RhD;
import org.mailuo.simulator.PlannedVisit.Findings;
import org.mailuo.testing.Conclusion;
import org.mailuo.testing.Fitness;
import org.mailuo.testing.Marker;
import org.mailuo.testing.NewResult;
import org.mailuo.testing.NewRun;
import org.mailuo.testing.Outcome;
import org.mailuo.testing.RunId;

/**
 * The laboratory: plates of 94 donations and two controls in the evening; review, repeats and the conclusion by another
 * person the next morning.
 */
final class Plates {
    private static final int WELLS = 94;
    private static final double CONTROLS_OUT = 0.004;
    private static final double FALSE_INITIAL = 0.004;

    /** One kind of run. */
    private enum Assay {
        HBSAG_ELISA("Reagent House One", HBSAG),
        HCV_ELISA("Reagent House One", ANTI_HCV),
        HIV_ELISA("Reagent House Two", HIV_AGAB),
        TP_ELISA_1("Reagent House One", TP_1),
        TP_ELISA_2("Reagent House Two", TP_2),
        NAT("Reagent House Three", HBV_DNA, HCV_RNA, HIV_RNA),
        ALT_RATE("Reagent House Four", ALT),
        GROUPING("Reagent House Five", ABO_FORWARD, ABO_REVERSE, RHD);

        private final String manufacturer;
        private final Set<Marker> markers;

        Assay(String manufacturer, Marker... markers) {
            this.manufacturer = manufacturer;
            this.markers = new TreeSet<>(List.of(markers));
        }
    }

    /** A run that was made, of which donations, and whether its controls were in. */
    private record Made(RunId id, Assay assay, List<Sample> samples, boolean valid) {}

    /** A donation in the laboratory and what its tubes hold, whether or not anybody found it yet. */
    private record Sample(DonationNumber din, Findings findings, BloodGroup group, int falseInitial) {}

    private final House house;
    private final Crew crew;
    private final List<Made> toReview = new ArrayList<>();
    private List<Sample> waiting = List.of();

    Plates(House house, Crew crew) {
        this.house = house;
        this.crew = crew;
    }

    /** The evening: the day's samples are received and run. */
    void evening(RandomGenerator random, LocalDate on, List<Bled> bled) {
        waiting = bled.stream()
                .filter(each -> !each.hasFailed())
                .map(each -> sample(random, each))
                .toList();
        if (waiting.isEmpty()) {
            return;
        }
        house.laboratory()
                .receive(
                        crew.at(crew.tester(), on, 18, 30),
                        waiting.stream().map(Sample::din).toList());
        for (int from = 0; from < waiting.size(); from += WELLS) {
            List<Sample> plate = waiting.subList(from, Math.min(waiting.size(), from + WELLS));
            for (Assay assay : Assay.values()) {
                boolean valid = !Chance.happens(random, CONTROLS_OUT);
                toReview.add(run(on, 19, assay, plate, valid, results(assay, plate)));
            }
        }
    }

    /** The morning after: the runs are reviewed, what must be repeated is repeated, and the donations concluded. */
    List<Conclusion> morning(LocalDate on) {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Made> evening = List.copyOf(toReview);
        review(on, 7, 30);
        evening.forEach(made -> repeat(on, made));
        review(on, 9, 0);
        List<Conclusion> conclusions = house.laboratory()
                .conclude(
                        crew.at(crew.reviewer(), on, 9, 15),
                        waiting.stream().map(Sample::din).toList());
        if (conclusions.stream().anyMatch(conclusion -> conclusion.fitness() == Fitness.PENDING)) {
            throw new UnexpectedException(
                    "a conclusion left open",
                    conclusions.stream()
                            .filter(conclusion -> conclusion.fitness() == Fitness.PENDING)
                            .flatMap(conclusion -> conclusion.reasons().stream())
                            .distinct()
                            .toList());
        }
        waiting = List.of();
        return conclusions;
    }

    private void review(LocalDate on, int hour, int minute) {
        for (boolean valid : new boolean[] {true, false}) {
            List<RunId> runs = toReview.stream()
                    .filter(made -> made.valid() == valid)
                    .map(Made::id)
                    .toList();
            if (!runs.isEmpty()) {
                Command command = crew.at(crew.reviewer(), on, hour, minute + (valid ? 0 : 5));
                house.laboratory().review(command, runs, valid, crew.proof(crew.reviewer()));
            }
        }
        toReview.clear();
    }

    /** Of an invalid run everything; of a valid one the reactive in duplicate and the RhD negative by the second method. */
    private void repeat(LocalDate on, Made made) {
        List<Sample> plate = made.samples();
        if (!made.valid()) {
            Made again = run(on, 8, made.assay(), plate, true, results(made.assay(), plate));
            // Its own repeats need its review first, so the house does both at once here.
            toReview.add(again);
            if (needsMore(again)) {
                review(on, 8, 20);
                repeat(on, again);
            }
            return;
        }
        List<NewResult> repeats = repeats(made);
        if (!repeats.isEmpty()) {
            toReview.add(run(on, 8, made.assay(), plate, true, repeats));
        }
    }

    private boolean needsMore(Made made) {
        return !repeats(made).isEmpty();
    }

    private List<NewResult> repeats(Made made) {
        List<NewResult> results = new ArrayList<>();
        for (Sample sample : made.samples()) {
            for (Marker marker : made.assay().markers) {
                if (marker.method() == Marker.Method.SEROLOGY && isInitiallyReactive(sample, marker)) {
                    String outcome = isReactive(sample.findings(), marker) ? Outcome.REACTIVE : Outcome.NON_REACTIVE;
                    results.add(new NewResult(sample.din(), marker, outcome));
                    results.add(new NewResult(sample.din(), marker, outcome));
                }
                if (marker == RHD && sample.group().rhd() == RhD.NEGATIVE) {
                    results.add(new NewResult(sample.din(), RHD, Outcome.IAT_NEGATIVE));
                }
            }
        }
        return results;
    }

    private Made run(LocalDate on, int hour, Assay assay, List<Sample> plate, boolean valid, List<NewResult> results) {
        int minute = assay.ordinal() * 5;
        RunId id = house.laboratory()
                .openRun(
                        crew.at(crew.tester(), on, hour, minute),
                        new NewRun(
                                assay.name().replace('_', ' '),
                                assay.markers,
                                assay.manufacturer,
                                "L%d%02d".formatted(on.getYear() % 100, on.getMonthValue()),
                                on.plusMonths(8),
                                "LINE-" + (1 + assay.ordinal() % 3),
                                valid));
        house.laboratory().enter(crew.at(crew.tester(), on, hour, minute + 4), id, results);
        return new Made(id, assay, plate, valid);
    }

    private static List<NewResult> results(Assay assay, List<Sample> plate) {
        List<NewResult> results = new ArrayList<>();
        for (Sample sample : plate) {
            for (Marker marker : assay.markers) {
                results.add(result(sample, marker));
            }
        }
        return results;
    }

    private static NewResult result(Sample sample, Marker marker) {
        Abo abo = sample.group().abo();
        boolean a = abo == Abo.A || abo == Abo.AB;
        boolean b = abo == Abo.B || abo == Abo.AB;
        return switch (marker) {
            case HBSAG, ANTI_HCV, HIV_AGAB, TP_1, TP_2 ->
                new NewResult(
                        sample.din(),
                        marker,
                        isInitiallyReactive(sample, marker) ? Outcome.REACTIVE : Outcome.NON_REACTIVE);
            case HBV_DNA, HCV_RNA, HIV_RNA ->
                new NewResult(
                        sample.din(),
                        marker,
                        isReactive(sample.findings(), marker) ? Outcome.REACTIVE : Outcome.NON_REACTIVE);
            case ALT ->
                new NewResult(
                        sample.din(),
                        marker,
                        Outcome.MEASURED,
                        BigDecimal.valueOf(sample.findings().alt()),
                        null);
            case ABO_FORWARD -> new NewResult(sample.din(), marker, "A" + sign(a) + "B" + sign(b));
            case ABO_REVERSE -> new NewResult(sample.din(), marker, "A" + sign(!a) + "B" + sign(!b));
            case RHD ->
                new NewResult(
                        sample.din(),
                        marker,
                        sample.group().rhd() == RhD.POSITIVE ? Outcome.POSITIVE : Outcome.NEGATIVE);
        };
    }

    private static String sign(boolean reacts) {
        return reacts ? "+" : "-";
    }

    private static boolean isReactive(Findings findings, Marker marker) {
        return switch (marker.infection()) {
            case HBV -> findings.hbv();
            case HCV -> findings.hcv();
            case HIV -> findings.hiv();
            case SYPHILIS -> findings.syphilis();
            case NONE -> false;
        };
    }

    private static boolean isInitiallyReactive(Sample sample, Marker marker) {
        return isReactive(sample.findings(), marker) || sample.falseInitial() == marker.ordinal();
    }

    private static Sample sample(RandomGenerator random, Bled bled) {
        PlannedVisit visit = bled.visit();
        int falseInitial = Chance.happens(random, FALSE_INITIAL) ? random.nextInt(TP_2.ordinal() + 1) : -1;
        return new Sample(
                bled.donation().din(), visit.findings(), visit.person().group(), falseInitial);
    }
}
