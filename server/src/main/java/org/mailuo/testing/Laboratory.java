package org.mailuo.testing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mailuo.audit.Trail;
import org.mailuo.collection.Donation;
import org.mailuo.collection.Donations;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.Donors;
import org.mailuo.donors.GroupRecord;
import org.mailuo.donors.NewDeferral;
import org.mailuo.donors.Scope;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.station.Meaning;
import org.mailuo.station.Proof;
import org.mailuo.station.Signatures;
import org.mailuo.station.Signer;
import org.mailuo.station.Stations;
import org.mailuo.units.HoldReason;
import org.mailuo.units.Ledger;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The laboratory's only door. A batch is a few statements: a rack of tubes, a plate, a day's donations. Each step locks
 * its runs and then its donations in one order and changes all or nothing; a refusal names every line. Donors hear of a
 * reactive result, and bags are held, in the transaction that concludes it.
 */
@Service
@Transactional
public class Laboratory {
    /** The kind under which runs are reviewed; its record is named after the signature. */
    static final String KIND = "testing.review";

    private final TestingStore store;
    private final Trail trail;
    private final Ledger ledger;
    private final Donors donors;
    private final Donations donations;
    private final Stations stations;
    private final Alarms alarms;
    private final Signatures signatures;

    Laboratory(
            TestingStore store,
            Trail trail,
            Ledger ledger,
            Donors donors,
            Donations donations,
            Stations stations,
            Alarms alarms,
            Signatures signatures) {
        this.store = store;
        this.trail = trail;
        this.ledger = ledger;
        this.donors = donors;
        this.donations = donations;
        this.stations = stations;
        this.alarms = alarms;
        this.signatures = signatures;
    }

    // Samples -----------------------------------------------------------------------------------------------------

    /**
     * Receives the tubes of donations, each once.
     *
     * @throws RefusedException {@code testing.no-donation} or {@code testing.received-before}, for every tube
     */
    public void receive(Command command, Collection<DonationNumber> dins) {
        trail.begin(command.require(Duty.TEST), "testing.receive");
        Map<DonationNumber, Donation> known = donations.list(command.station(), dins);
        List<TestingStore.Sample> samples = known.values().stream()
                .map(donation -> new TestingStore.Sample(donation.din(), donation.donatedOn()))
                .toList();
        List<Reason> reasons = new ArrayList<>();
        dins.stream()
                .filter(din -> !known.containsKey(din))
                .forEach(din -> reasons.add(Reason.of("testing.no-donation", din.readable())));
        store.insertSamples(command, samples)
                .forEach(din -> reasons.add(Reason.of("testing.received-before", din.readable())));
        Decision.of(reasons).orThrow();
    }

    /** Donations of a day whose tubes have not arrived. */
    @Transactional(readOnly = true)
    public List<DonationNumber> missing(StationId station, LocalDate day) {
        List<DonationNumber> given = donations.on(station, day);
        return given.stream()
                .filter(Predicate.not(store.received(station, given)::contains))
                .toList();
    }

    // Runs --------------------------------------------------------------------------------------------------------

    /** @throws RefusedException {@code testing.lot-expired} */
    public RunId openRun(Command command, NewRun run) {
        trail.begin(command.require(Duty.TEST), "testing.open-run");
        LocalDate today = command.at().atZone(stations.zone(command.station())).toLocalDate();
        TestingRules.mayOpen(run, today).orThrow();
        return store.insertRun(command, run, today);
    }

    /**
     * Enters results into an open run: all of them, or none with a reason for each line that stands against it. A
     * reactive or invalid result of a donation that was fit holds its bags at once, before anybody reviews it.
     */
    public void enter(Command command, RunId runId, List<NewResult> results) {
        trail.begin(command.require(Duty.TEST), "testing.enter");
        Run run = store.lockToEnter(command.station(), runId).orElseThrow(() -> new NotFoundException("run"));
        if (run.state() != RunState.RUNNING) {
            throw new RefusedException(Reason.of("testing.run-closed", run.assay()));
        }
        Set<DonationNumber> dins = new HashSet<>();
        results.forEach(result -> dins.add(result.din()));
        store.lockSamples(command.station(), dins);
        Map<DonationNumber, DonationTests> tests = store.tests(command.station(), dins);
        List<TestingStore.Numbered> numbered = new Plate(command, run, tests).number(results);
        alarms.contradicted(
                command,
                results.stream()
                        .filter(result -> isAlarming(result, tests.get(result.din())))
                        .map(NewResult::din)
                        .distinct()
                        .toList());
        store.insertResults(command, runId, numbered);
    }

    private static boolean isAlarming(NewResult result, @Nullable DonationTests tests) {
        return tests != null
                && tests.fitness() == Fitness.FIT
                && !result.outcome().equals(Outcome.NON_REACTIVE);
    }

    /**
     * A second person's judgement of whole runs. An invalid run's results count as none, and every bag that stood on one
     * is held, wherever it is. Donations that had been concluded are concluded again here and now, so that a late
     * reactive result holds their bags too.
     *
     * @param proof of the author, who signs the runs with every result in them
     * @throws RefusedException with every reason of every run, among them {@code testing.same-person}
     */
    public void review(Command command, Collection<RunId> runs, boolean valid, Proof proof) {
        trail.begin(command.require(Duty.REVIEW), "testing.review");
        Signer signer = signatures.proveAuthor(command, proof, Duty.REVIEW);
        if (runs.isEmpty() || store.lockToReview(command.station(), runs) != new HashSet<>(runs).size()) {
            throw new NotFoundException("run");
        }
        List<DonationNumber> concluded = store.lockConcludedOf(command.station(), runs);
        Map<RunId, Set<UUID>> enterers = store.enterers(command.station(), runs);
        UUID reviewer = command.actor().staffId();
        Decision.all(store.runs(command.station(), runs).stream()
                        .map(run -> TestingRules.mayReview(
                                run, enterers.getOrDefault(run.id(), Set.of()), reviewer, valid)))
                .orThrow();
        if (!valid) {
            alarms.invalid(command, runs);
        }
        store.review(command, runs, valid, signer.signatureId());
        signatures.sign(
                command, signer, Meaning.REVIEWED, KIND, signer.signatureId().toString());
        if (!concluded.isEmpty()) {
            concludeLocked(command, concluded);
        }
    }

    // Conclusions -------------------------------------------------------------------------------------------------

    /**
     * Lets the system conclude from all that counts now. Unfit holds every bag and defers the donor; a contradiction of
     * groups, or the loss of what had made a donation fit, holds every bag; fit records the group with the donor. The
     * same conclusion again is not written again.
     *
     * @return the conclusion in force for each donation, in the order of their numbers
     * @throws RefusedException {@code testing.not-received}
     */
    public List<Conclusion> conclude(Command command, Collection<DonationNumber> dins) {
        trail.begin(command.require(Duty.REVIEW), "testing.conclude");
        Set<DonationNumber> received = store.lockSamples(command.station(), dins);
        Decision.all(dins.stream()
                        .filter(din -> !received.contains(din))
                        .map(din -> Decision.refuse("testing.not-received", din.readable())))
                .orThrow();
        return concludeLocked(command, received);
    }

    private List<Conclusion> concludeLocked(Command command, Collection<DonationNumber> dins) {
        StationId station = command.station();
        Map<DonationNumber, DonationTests> tests = store.tests(station, dins);
        Decision.all(dins.stream()
                        .filter(din -> !tests.containsKey(din))
                        .map(din -> Decision.refuse("testing.no-scheme", din.readable())))
                .orThrow();
        Map<DonationNumber, Donation> given = donations.list(station, dins);
        Map<DonorId, List<BloodGroup>> history = donors.groupHistory(
                station, given.values().stream().map(Donation::donor).distinct().toList());
        List<Step> steps = tests.values().stream()
                .map(one -> step(command, one, donorOf(given, one.din()), history))
                .toList();
        carryOut(command, steps.stream().filter(Step::isNew).toList());
        return steps.stream().map(Step::conclusion).toList();
    }

    private static DonorId donorOf(Map<DonationNumber, Donation> given, DonationNumber din) {
        Donation donation = given.get(din);
        if (donation == null) {
            throw new NotFoundException("donation");
        }
        return donation.donor();
    }

    /** From the conclusion in force to the one that follows from the results now. */
    private record Step(DonationTests tests, DonorId donor, TestingRules.Finding finding, Conclusion conclusion) {
        boolean isNew() {
            return conclusion != tests.conclusion();
        }

        boolean isWithdrawn() {
            return tests.fitness() == Fitness.FIT && finding.fitness() == Fitness.PENDING;
        }

        /** What follows for the donor and was not said by the conclusion before. */
        List<TestingRules.Blocking> blockings() {
            List<TestingRules.Blocking> now = TestingRules.blockings(conclusion.reasons(), tests.scheme());
            Conclusion before = tests.conclusion();
            List<TestingRules.Blocking> known =
                    before == null ? List.of() : TestingRules.blockings(before.reasons(), tests.scheme());
            return now.stream().filter(Predicate.not(known::contains)).toList();
        }
    }

    private static Step step(
            Command command, DonationTests tests, DonorId donor, Map<DonorId, List<BloodGroup>> history) {
        TestingRules.Finding finding = TestingRules.conclude(tests, history.getOrDefault(donor, List.of()));
        Conclusion before = tests.conclusion();
        Conclusion now = new Conclusion(
                tests.din(),
                finding.fitness(),
                finding.group(),
                finding.reasons(),
                tests.scheme().id(),
                command.at(),
                command.actor().staffId(),
                command.id(),
                before == null ? 1 : before.revision() + 1,
                finding.complete(),
                tests.attempts().size(),
                finding.notes());
        return new Step(tests, donor, finding, before != null && now.saysTheSameAs(before) ? before : now);
    }

    private void carryOut(Command command, List<Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
        store.insertConclusions(command, steps.stream().map(Step::conclusion).toList());
        List<DonationNumber> unfit = dins(steps, step -> step.finding().fitness() == Fitness.UNFIT);
        alarms.unfitAfterAll(
                command,
                dins(steps, step -> step.tests().wasFit() && step.finding().fitness() == Fitness.UNFIT));
        alarms.lookBack(
                command, dins(steps, step -> step.blockings().stream().anyMatch(TestingRules.Blocking::permanent)));
        List<NewDeferral> deferrals = steps.stream()
                .filter(step -> step.finding().fitness() == Fitness.UNFIT)
                .flatMap(step -> step.blockings().stream().map(blocking -> deferral(step, blocking)))
                .toList();
        if (!deferrals.isEmpty()) {
            donors.defer(command, deferrals);
        }
        hold(command, unfit, HoldReason.UNFIT, "");
        hold(command, dins(steps, step -> step.finding().hasGroupConflict()), HoldReason.GROUP_CONFLICT, "");
        hold(command, dins(steps, Step::isWithdrawn), HoldReason.UNFIT, Alarms.WITHDRAWN);
        List<GroupRecord> groups = steps.stream()
                .filter(step ->
                        step.finding().fitness() == Fitness.FIT && !step.tests().wasFit())
                .map(Laboratory::groupRecord)
                .toList();
        if (!groups.isEmpty()) {
            donors.recordGroups(command, groups);
        }
    }

    private static List<DonationNumber> dins(List<Step> steps, Predicate<Step> which) {
        return steps.stream().filter(which).map(step -> step.conclusion().din()).toList();
    }

    private void hold(Command command, List<DonationNumber> dins, HoldReason reason, String detail) {
        if (!dins.isEmpty()) {
            ledger.holdDonations(command, dins, reason, detail, null);
        }
    }

    private static NewDeferral deferral(Step step, TestingRules.Blocking blocking) {
        LocalDate start = step.tests().donatedOn();
        return new NewDeferral(
                step.donor(),
                blocking.code(),
                Scope.ALL,
                blocking.permanent(),
                start,
                blocking.months() == 0 ? null : start.plusMonths(blocking.months()),
                "LABORATORY",
                step.conclusion().din(),
                step.conclusion().scheme());
    }

    private static GroupRecord groupRecord(Step step) {
        BloodGroup group = step.finding().group();
        if (group == null) {
            throw new IllegalStateException("Fit without a group");
        }
        return new GroupRecord(step.donor(), step.conclusion().din(), group);
    }

    // Reading -----------------------------------------------------------------------------------------------------

    /** What the release asks; a donation whose tubes never arrived is not in the answer. */
    @Transactional(readOnly = true)
    public Map<DonationNumber, TestFacts> facts(StationId station, Collection<DonationNumber> dins) {
        return store.facts(station, dins);
    }

    @Transactional(readOnly = true)
    public DonationTests get(StationId station, DonationNumber din) {
        DonationTests tests = store.tests(station, List.of(din)).get(din);
        if (tests == null) {
            throw new NotFoundException("sample");
        }
        return tests;
    }

    @Transactional(readOnly = true)
    public Map<DonationNumber, DonationTests> list(StationId station, Collection<DonationNumber> dins) {
        return store.tests(station, dins);
    }

    /** A window on all donations, newest first, with every marker, in one statement. */
    @Transactional(readOnly = true)
    public List<DonationTests> page(StationId station, ResultsFilter filter, int limit, int offset) {
        return store.page(station, filter, limit, offset);
    }

    /** Donations that are not yet fit or unfit, longest waiting first; each says what it waits for. */
    @Transactional(readOnly = true)
    public List<DonationTests> open(StationId station, int limit) {
        return store.open(station, limit);
    }

    @Transactional(readOnly = true)
    public Waiting waiting(StationId station) {
        return store.waiting(station);
    }

    /** Every conclusion of a donation, newest first. */
    @Transactional(readOnly = true)
    public List<Conclusion> conclusions(StationId station, DonationNumber din) {
        return store.conclusions(station, din);
    }

    /** How many received donations of these days are fit, unfit and pending. */
    @Transactional(readOnly = true)
    public Map<Fitness, Integer> count(StationId station, LocalDate from, LocalDate to) {
        return store.count(station, from, to);
    }

    @Transactional(readOnly = true)
    public long countUnfit(StationId station) {
        return store.countUnfit(station);
    }

    @Transactional(readOnly = true)
    public Run getRun(StationId station, RunId run) {
        return store.runs(station, List.of(run)).stream().findFirst().orElseThrow(() -> new NotFoundException("run"));
    }

    /** All donations of a run with all their attempts, also those of other runs. */
    @Transactional(readOnly = true)
    public List<DonationTests> ofRun(StationId station, RunId run) {
        return store.ofRun(station, run);
    }

    /** Runs that wait for review, oldest first. */
    @Transactional(readOnly = true)
    public List<Run> waitingRuns(StationId station) {
        return store.waitingRuns(station);
    }

    @Transactional(readOnly = true)
    public List<Run> latestRuns(StationId station, int limit, int offset) {
        return store.latestRuns(station, limit, offset);
    }

    /** Login names of the authors of commands, as they were then. */
    @Transactional(readOnly = true)
    public Map<UUID, String> authors(StationId station, Collection<UUID> commands) {
        return store.authors(station, commands);
    }

    /** The plate as it is being filled: each line is judged with those before it. */
    private record Plate(Command command, Run run, Map<DonationNumber, DonationTests> tests) {
        List<TestingStore.Numbered> number(List<NewResult> results) {
            Map<DonationNumber, List<Attempt>> filled = new HashMap<>();
            tests.forEach((din, known) -> filled.put(din, new ArrayList<>(known.attempts())));
            Map<NewResult, Decision> refused = new LinkedHashMap<>();
            List<TestingStore.Numbered> numbered = new ArrayList<>();
            for (NewResult result : results) {
                DonationTests known = tests.get(result.din());
                List<Attempt> earlier = filled.getOrDefault(result.din(), List.of());
                Decision decision = known == null
                        ? Decision.refuse("testing.not-received", result.din().readable())
                        : TestingRules.mayEnter(run, result, earlier, known.scheme());
                if (decision.isAllowed()) {
                    numbered.add(place(result, earlier));
                } else {
                    refused.merge(result, decision, Decision::all);
                }
            }
            Decision.all(refused.values().stream()).orThrow();
            return numbered;
        }

        private TestingStore.Numbered place(NewResult result, List<Attempt> earlier) {
            @Nullable
            Attempt corrected = TestingRules.corrected(run, result, earlier).orElse(null);
            if (corrected != null) {
                earlier.set(earlier.indexOf(corrected), corrected.asCorrected());
            }
            int number = 1
                    + (int) earlier.stream()
                            .filter(attempt -> attempt.marker() == result.marker())
                            .count();
            Integer corrects = corrected == null ? null : corrected.number();
            earlier.add(new Attempt(
                    result.marker(),
                    number,
                    run.id(),
                    run.state(),
                    run.assay(),
                    run.manufacturer(),
                    run.lot(),
                    result.outcome(),
                    result.value(),
                    command.at(),
                    command.actor().staffId(),
                    command.id(),
                    result.reason(),
                    corrects,
                    false));
            return new TestingStore.Numbered(result, number, corrects);
        }
    }
}
