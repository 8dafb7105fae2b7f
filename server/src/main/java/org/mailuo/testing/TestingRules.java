package org.mailuo.testing;

import static org.mailuo.testing.MarkerState.CLEAR;
import static org.mailuo.testing.MarkerState.CONFLICT;
import static org.mailuo.testing.MarkerState.INVALID;
import static org.mailuo.testing.MarkerState.MISSING;
import static org.mailuo.testing.MarkerState.REACTIVE;
import static org.mailuo.testing.MarkerState.REPEAT;
import static org.mailuo.testing.MarkerState.REVIEW;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Abo;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RhD;

/** What the results of a donation say. Every rule is pure, none asks who wants to know, and none can be overridden. */
final class TestingRules {
    /**
     * @param complete every marker of the scheme is final
     * @param notes what stands against nothing
     */
    record Finding(
            Fitness fitness, @Nullable BloodGroup group, List<Reason> reasons, List<Reason> notes, boolean complete) {
        boolean hasGroupConflict() {
            return reasons.stream().map(Reason::code).anyMatch(GROUP_CONFLICTS::contains);
        }
    }

    private static final String REACTIVE_REASON = "testing.reactive";
    private static final String ALT_REASON = "testing.alt-above-limit";
    private static final Set<String> GROUP_CONFLICTS =
            Set.of("testing.abo-discrepant", "testing.group-contradicts-itself", "testing.group-contradicts-history");

    private TestingRules() {}

    // The conclusion ----------------------------------------------------------------------------------------------

    /**
     * RULE L3, G3: unfit if any marker is reactive or ALT is above its limit; fit only if every marker of the scheme is
     * final and good and the group agrees with itself and with all history; pending in every other case.
     *
     * @param history the groups of the donor's earlier donations
     */
    static Finding conclude(DonationTests tests, Collection<BloodGroup> history) {
        Map<Marker, MarkerState> states = tests.states();
        List<Reason> reasons = new ArrayList<>();
        states.forEach((marker, state) -> reason(tests, marker, state).ifPresent(reasons::add));
        reasons.addAll(twoManufacturers(tests).reasons());
        Decision abo = aboAgrees(tests);
        reasons.addAll(abo.reasons());
        BloodGroup group = group(tests).orElse(null);
        if (group != null) {
            reasons.addAll(agreesWithHistory(group, history).reasons());
        }
        boolean unfit = states.containsValue(REACTIVE);
        boolean complete = states.values().stream().allMatch(MarkerState::isFinal);
        Fitness fitness =
                unfit ? Fitness.UNFIT : reasons.isEmpty() && complete && group != null ? Fitness.FIT : Fitness.PENDING;
        return new Finding(fitness, group, List.copyOf(reasons), notes(tests, history), complete);
    }

    private static Optional<Reason> reason(DonationTests tests, Marker marker, MarkerState state) {
        return switch (state) {
            case CLEAR -> Optional.empty();
            case REACTIVE ->
                marker == Marker.ALT
                        ? Optional.of(Reason.of(
                                ALT_REASON, highest(tests), tests.scheme().altLimit()))
                        : Optional.of(Reason.of(REACTIVE_REASON, marker));
            case CONFLICT -> Optional.of(Reason.of("testing.group-contradicts-itself", marker));
            case REPEAT ->
                Optional.of(
                        marker == Marker.RHD
                                ? Reason.of("testing.rhd-unconfirmed")
                                : Reason.of("testing.repeat-due", marker));
            case REVIEW -> Optional.of(Reason.of("testing.not-reviewed", marker));
            case INVALID -> Optional.of(Reason.of("testing.only-invalid", marker));
            case MISSING -> Optional.of(Reason.of("testing.missing", marker));
        };
    }

    private static String highest(DonationTests tests) {
        return counted(tests, Marker.ALT)
                .map(Attempt::value)
                .filter(Objects::nonNull)
                .max(BigDecimal::compareTo)
                .map(value -> value.stripTrailingZeros().toPlainString())
                .orElse("");
    }

    /** RULE G2: a first determination has nothing to be compared with; RULE G4: a weak D donor is labelled positive. */
    private static List<Reason> notes(DonationTests tests, Collection<BloodGroup> history) {
        List<Reason> notes = new ArrayList<>();
        if (history.isEmpty()) {
            notes.add(Reason.of("testing.first-group"));
        }
        if (rhd(tests).equals(Optional.of(RhD.POSITIVE))
                && counted(tests, Marker.RHD).anyMatch(a -> a.outcome().equals(Outcome.IAT_POSITIVE))) {
            notes.add(Reason.of("testing.weak-d"));
        }
        return List.copyOf(notes);
    }

    /** What has to be done next for a donation, by the same rules. */
    static WorkState work(DonationTests tests) {
        if (tests.fitness() != Fitness.PENDING) {
            return WorkState.DONE;
        }
        Collection<MarkerState> states = tests.states().values();
        if (states.contains(MISSING) || states.contains(INVALID)) {
            return WorkState.TEST;
        }
        if (states.contains(REPEAT) || states.contains(CONFLICT)) {
            return WorkState.REPEAT;
        }
        if (states.contains(REVIEW)) {
            return WorkState.REVIEW;
        }
        return tests.conclusion() == null || aboAgrees(tests).isAllowed() && !isConcludedAsIs(tests)
                ? WorkState.CONCLUDE
                : WorkState.REPEAT;
    }

    /** Concluded pending although all is final: only new results can change it (history conflict, same manufacturer). */
    private static boolean isConcludedAsIs(DonationTests tests) {
        Conclusion last = tests.conclusion();
        return last != null
                && tests.attempts().stream().noneMatch(a -> a.at().isAfter(last.at()))
                && last.reasons().stream()
                        .anyMatch(r ->
                                GROUP_CONFLICTS.contains(r.code()) || r.code().equals("testing.same-manufacturer"));
    }

    // Markers -----------------------------------------------------------------------------------------------------

    /** Where a marker stands. A bad final result stands above all that is still open. */
    static MarkerState state(DonationTests tests, Marker marker) {
        List<Attempt> attempts = tests.attempts(marker);
        List<Attempt> counted = attempts.stream().filter(Attempt::counts).toList();
        MarkerState judged = judge(tests.scheme(), marker, counted);
        if (judged == REACTIVE || judged == CONFLICT) {
            return judged;
        }
        if (attempts.stream().anyMatch(a -> a.isAlive() && !a.counts())) {
            return REVIEW;
        }
        return judged == MISSING && !attempts.isEmpty() ? INVALID : judged;
    }

    private static MarkerState judge(Scheme scheme, Marker marker, List<Attempt> counted) {
        return switch (marker.method()) {
            case SEROLOGY -> serology(scheme, counted);
            case NUCLEIC_ACID -> nucleicAcid(counted);
            case CHEMISTRY -> alt(scheme, counted);
            case GROUPING -> marker == Marker.RHD ? rhdState(counted) : abo(counted);
        };
    }

    /**
     * RULE L2: an initially reactive or grey well is repeated in duplicate; both non-reactive make the reagent's result
     * non-reactive, one reactive makes it reactive. After that no further test rescues it, and a reactive result that
     * comes after a final non-reactive one decides. Where the scheme repeats nothing, the first reactive decides.
     */
    static MarkerState serology(Scheme scheme, List<Attempt> counted) {
        int repeatsDue = -1;
        for (Attempt attempt : counted) {
            boolean reactive = !attempt.outcome().equals(Outcome.NON_REACTIVE);
            if (reactive && repeatsDue == -1 && scheme.repeatsInitiallyReactive()) {
                repeatsDue = 2;
            } else if (reactive) {
                return REACTIVE;
            } else {
                repeatsDue = Math.max(0, repeatsDue - 1);
            }
        }
        return repeatsDue == -1 ? MISSING : repeatsDue == 0 ? CLEAR : REPEAT;
    }

    /** FACTS 2.5, tested singly: reactive whatever a later test says. */
    static MarkerState nucleicAcid(List<Attempt> counted) {
        if (counted.isEmpty()) {
            return MISSING;
        }
        return counted.stream().allMatch(a -> a.outcome().equals(Outcome.NON_REACTIVE)) ? CLEAR : REACTIVE;
    }

    /** REL 5: every value counts, and a value equal to the limit is within it. */
    static MarkerState alt(Scheme scheme, List<Attempt> counted) {
        if (counted.isEmpty()) {
            return MISSING;
        }
        BigDecimal limit = BigDecimal.valueOf(scheme.altLimit());
        return counted.stream().map(Attempt::value).allMatch(value -> value != null && value.compareTo(limit) <= 0)
                ? CLEAR
                : REACTIVE;
    }

    /** RULE L1: the two syphilis reagents come from different manufacturers. */
    static Decision twoManufacturers(DonationTests tests) {
        Set<String> first = manufacturers(counted(tests, Marker.TP_1));
        return Decision.all(manufacturers(counted(tests, Marker.TP_2)).stream()
                .filter(first::contains)
                .map(same -> Decision.refuse("testing.same-manufacturer", same)));
    }

    private static Set<String> manufacturers(Stream<Attempt> attempts) {
        return new HashSet<>(
                attempts.map(a -> Plain.text(a.manufacturer())).distinct().toList());
    }

    // Blood groups ------------------------------------------------------------------------------------------------

    /** RULE G1: forward and reverse agree by the truth table; any other pattern goes to the reference work-up. */
    static Decision aboAgrees(DonationTests tests) {
        Optional<String> forward = settled(counted(tests, Marker.ABO_FORWARD).toList(), TestingRules::determinate);
        Optional<String> reverse = settled(counted(tests, Marker.ABO_REVERSE).toList(), TestingRules::determinate);
        return forward.isEmpty()
                        || reverse.isEmpty()
                        || abo(forward.get(), reverse.get()).isPresent()
                ? Decision.ALLOWED
                : Decision.refuse("testing.abo-discrepant", forward.get(), reverse.get());
    }

    /** RULE G1, the truth table; anti-H negative or O cells positive point to a Bombay type and agree with nothing. */
    static Optional<Abo> abo(String forward, String reverse) {
        if (forward.endsWith("H-") || reverse.endsWith("O+")) {
            return Optional.empty();
        }
        return switch (forward.substring(0, 4) + " " + reverse.substring(0, 4)) {
            case "A+B- A-B+" -> Optional.of(Abo.A);
            case "A-B+ A+B-" -> Optional.of(Abo.B);
            case "A+B+ A-B-" -> Optional.of(Abo.AB);
            case "A-B- A+B+" -> Optional.of(Abo.O);
            default -> Optional.empty();
        };
    }

    private static MarkerState abo(List<Attempt> counted) {
        return settledState(counted, TestingRules::determinate);
    }

    private static Optional<String> determinate(Attempt attempt) {
        return attempt.outcome().contains("?") ? Optional.empty() : Optional.of(attempt.outcome());
    }

    /** RULE G4, G6: negative only after the antiglobulin test says so too; weak D is positive on the donor's label. */
    private static Optional<RhD> rhd(DonationTests tests) {
        List<Attempt> counted = counted(tests, Marker.RHD).toList();
        return settled(counted, TestingRules::firstSign)
                .flatMap(first -> first.equals(Outcome.POSITIVE)
                        ? Optional.of(RhD.POSITIVE)
                        : settled(counted, TestingRules::confirmation)
                                .map(second -> second.equals(Outcome.IAT_NEGATIVE) ? RhD.NEGATIVE : RhD.POSITIVE));
    }

    private static MarkerState rhdState(List<Attempt> counted) {
        MarkerState first = settledState(counted, TestingRules::firstSign);
        boolean negative = settled(counted, TestingRules::firstSign).equals(Optional.of(Outcome.NEGATIVE));
        return first == CLEAR && negative ? settledState(counted, TestingRules::confirmation) : first;
    }

    private static Optional<String> firstSign(Attempt attempt) {
        return Optional.of(attempt.outcome())
                .filter(outcome -> outcome.equals(Outcome.POSITIVE) || outcome.equals(Outcome.NEGATIVE));
    }

    private static Optional<String> confirmation(Attempt attempt) {
        return Optional.of(attempt.outcome())
                .filter(outcome -> outcome.equals(Outcome.IAT_POSITIVE) || outcome.equals(Outcome.IAT_NEGATIVE));
    }

    /**
     * RULE G2: determinations that disagree are settled only by two later ones that agree and were entered by two
     * persons; one person cannot.
     */
    static Optional<String> settled(List<Attempt> counted, Function<Attempt, Optional<String>> reading) {
        List<Attempt> telling =
                counted.stream().filter(a -> reading.apply(a).isPresent()).toList();
        if (telling.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> last = reading.apply(telling.getLast());
        if (telling.stream().map(reading).allMatch(last::equals)) {
            return last;
        }
        Attempt before = telling.get(telling.size() - 2);
        boolean twoAgree = reading.apply(before).equals(last)
                && !before.enteredBy().equals(telling.getLast().enteredBy());
        return twoAgree ? last : Optional.empty();
    }

    private static MarkerState settledState(List<Attempt> counted, Function<Attempt, Optional<String>> reading) {
        if (counted.isEmpty()) {
            return MISSING;
        }
        if (counted.stream().noneMatch(a -> reading.apply(a).isPresent())) {
            return REPEAT;
        }
        return settled(counted, reading).isPresent() ? CLEAR : CONFLICT;
    }

    /** The group that this donation's own results give. */
    static Optional<BloodGroup> group(DonationTests tests) {
        return settled(counted(tests, Marker.ABO_FORWARD).toList(), TestingRules::determinate)
                .flatMap(forward -> settled(counted(tests, Marker.ABO_REVERSE).toList(), TestingRules::determinate)
                        .flatMap(reverse -> abo(forward, reverse)))
                .flatMap(abo -> rhd(tests).map(rhd -> new BloodGroup(abo, rhd)));
    }

    /** RULE G2, hard stop 12: ABO and RhD agree with every earlier donation of this donor. */
    static Decision agreesWithHistory(BloodGroup group, Collection<BloodGroup> history) {
        return Decision.all(history.stream()
                .distinct()
                .filter(earlier -> !earlier.equals(group))
                .map(earlier -> Decision.refuse("testing.group-contradicts-history", group, earlier)));
    }

    // Entering and reviewing --------------------------------------------------------------------------------------

    /**
     * RULE V10, V12, V14, L1, L2: the result belongs to the run, is possible for its marker, overwrites nothing, and
     * is of the right reagent.
     */
    static Decision mayEnter(Run run, NewResult result, List<Attempt> earlier, Scheme scheme) {
        return Decision.all(
                isMeasuredBy(run, result),
                isPossible(result),
                overwritesNothing(run, result, ofMarker(earlier, result.marker()), scheme),
                isOtherManufacturer(run, result, earlier));
    }

    /** RULE V14: the marker is one that the run measures. */
    static Decision isMeasuredBy(Run run, NewResult result) {
        return run.markers().contains(result.marker())
                ? Decision.ALLOWED
                : Decision.refuse("testing.not-measured-by-run", result.din().readable(), result.marker(), run.assay());
    }

    static Decision isPossible(NewResult result) {
        return Outcome.isPossible(result.marker(), result.outcome(), result.value())
                ? Decision.ALLOWED
                : Decision.refuse(
                        "testing.outcome-impossible", result.din().readable(), result.marker(), result.outcome());
    }

    /**
     * RULE V12, L2: without a stated reason a result is only entered where none could count yet, or where the algorithm
     * asks for a further test; the duplicate repeat is made with the reagent of the initial one.
     */
    static Decision overwritesNothing(Run run, NewResult result, List<Attempt> earlier, Scheme scheme) {
        List<Attempt> alive = earlier.stream().filter(Attempt::isAlive).toList();
        if (alive.isEmpty() || result.outcome().equals(Outcome.INVALID) && result.reason() != null) {
            return Decision.ALLOWED;
        }
        if (isFurtherTestDue(result, alive, scheme)) {
            return result.marker().method() == Marker.Method.SEROLOGY
                    ? isSameReagent(run, result, alive)
                    : Decision.ALLOWED;
        }
        return result.reason() == null || result.reason().isBlank()
                ? Decision.refuse("testing.has-result", result.din().readable(), result.marker())
                : Decision.ALLOWED;
    }

    private static boolean isFurtherTestDue(NewResult result, List<Attempt> alive, Scheme scheme) {
        List<Attempt> counted = alive.stream().filter(Attempt::counts).toList();
        return switch (result.marker().method()) {
            case SEROLOGY -> {
                long open = alive.size() - counted.size();
                yield serology(scheme, counted) == REPEAT && open < repeatsDue(counted);
            }
            case GROUPING ->
                result.marker() == Marker.RHD
                        ? result.outcome().startsWith("IAT_")
                                && alive.stream().noneMatch(a -> confirmation(a).isPresent())
                                && alive.stream().anyMatch(a -> a.outcome().equals(Outcome.NEGATIVE))
                        : counted.size() == alive.size()
                                && counted.stream().allMatch(a -> determinate(a).isEmpty());
            case NUCLEIC_ACID, CHEMISTRY -> false;
        };
    }

    private static int repeatsDue(List<Attempt> counted) {
        int initial = 0;
        while (counted.get(initial).outcome().equals(Outcome.NON_REACTIVE)) {
            initial++;
        }
        return 2 - (counted.size() - initial - 1);
    }

    private static Decision isSameReagent(Run run, NewResult result, List<Attempt> alive) {
        Attempt initial = alive.getFirst();
        return Plain.same(initial.assay(), run.assay()) && Plain.same(initial.manufacturer(), run.manufacturer())
                ? Decision.ALLOWED
                : Decision.refuse(
                        "testing.repeat-other-reagent", result.din().readable(), result.marker(), initial.assay());
    }

    /** RULE L1 at the earliest point: the other syphilis reagent is not of the same manufacturer. */
    static Decision isOtherManufacturer(Run run, NewResult result, List<Attempt> earlier) {
        Optional<Marker> other = switch (result.marker()) {
            case TP_1 -> Optional.of(Marker.TP_2);
            case TP_2 -> Optional.of(Marker.TP_1);
            default -> Optional.empty();
        };
        boolean same = other.isPresent()
                && ofMarker(earlier, other.get()).stream()
                        .filter(Attempt::isAlive)
                        .anyMatch(a -> Plain.same(a.manufacturer(), run.manufacturer()));
        return same
                ? Decision.refuse(
                        "testing.same-manufacturer",
                        run.manufacturer(),
                        result.din().readable())
                : Decision.ALLOWED;
    }

    /** RULE V12: a stated reason within the same run puts the newest attempt right; elsewhere it explains a new test. */
    static Optional<Attempt> corrected(Run run, NewResult result, List<Attempt> earlier) {
        return result.reason() == null
                ? Optional.empty()
                : ofMarker(earlier, result.marker()).reversed().stream()
                        .filter(a -> !a.corrected() && a.run().equals(run.id()))
                        .findFirst();
    }

    /** Hard stop 5: a run is not even opened with an expired lot. */
    static Decision mayOpen(NewRun run, java.time.LocalDate today) {
        return run.lotExpires().isBefore(today)
                ? Decision.refuse("testing.lot-expired", run.lot(), run.lotExpires())
                : Decision.ALLOWED;
    }

    /**
     * RULE V11, V13: the reviewer neither ran nor entered it; valid only with controls in their limits and a lot in
     * date; what was invalid stays so, what was valid can only be withdrawn.
     */
    static Decision mayReview(Run run, Set<UUID> enterers, UUID reviewer, boolean valid) {
        return Decision.all(
                run.operator().equals(reviewer) || enterers.contains(reviewer)
                        ? Decision.refuse("testing.same-person", run.assay())
                        : Decision.ALLOWED,
                run.state() == RunState.RUNNING || run.state() == RunState.VALID && !valid
                        ? Decision.ALLOWED
                        : Decision.refuse("testing.run-reviewed", run.assay()),
                valid && !run.controlsIn() ? Decision.refuse("testing.controls-out", run.assay()) : Decision.ALLOWED,
                valid && run.lotExpires().isBefore(run.startedOn())
                        ? Decision.refuse("testing.lot-expired", run.lot(), run.lotExpires())
                        : Decision.ALLOWED,
                valid && run.results() == 0 ? Decision.refuse("testing.run-empty", run.assay()) : Decision.ALLOWED);
    }

    // Donors ------------------------------------------------------------------------------------------------------

    /**
     * A deferral that follows from reactive markers (FACTS 2.9).
     *
     * @param months 0 with {@code permanent} false: no end, blocked until a doctor decides on re-entry
     */
    record Blocking(String code, boolean permanent, int months) {}

    /**
     * FACTS 2.9: nucleic acid, or two reagents for one infection, defer for ever; a single reagent blocks until
     * re-entry; ALT alone defers for a time.
     */
    static List<Blocking> blockings(List<Reason> reasons, Scheme scheme) {
        List<Blocking> blockings = new ArrayList<>();
        for (Marker.Infection infection : Marker.Infection.values()) {
            List<Marker> reactive = reasons.stream()
                    .filter(reason -> reason.code().equals(REACTIVE_REASON))
                    .map(reason -> Marker.valueOf(reason.arguments().getFirst()))
                    .filter(marker -> marker.infection() == infection)
                    .toList();
            if (!reactive.isEmpty()) {
                boolean permanent = reactive.size() > 1
                        || reactive.stream().anyMatch(m -> m.method() == Marker.Method.NUCLEIC_ACID);
                blockings.add(new Blocking("LAB-" + infection, permanent, 0));
            }
        }
        if (reasons.stream().anyMatch(reason -> reason.code().equals(ALT_REASON))) {
            blockings.add(new Blocking("LAB-ALT", false, scheme.altDeferralMonths()));
        }
        return blockings;
    }

    private static Stream<Attempt> counted(DonationTests tests, Marker marker) {
        return tests.attempts().stream().filter(a -> a.marker() == marker && a.counts());
    }

    private static List<Attempt> ofMarker(List<Attempt> attempts, Marker marker) {
        return attempts.stream().filter(a -> a.marker() == marker).toList();
    }
}
