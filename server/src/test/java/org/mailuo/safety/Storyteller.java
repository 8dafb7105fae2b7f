package org.mailuo.safety;

import static org.mailuo.safety.Person.ADMIN;
import static org.mailuo.safety.Person.ALLROUND;
import static org.mailuo.safety.Person.CHECKER;
import static org.mailuo.safety.Person.CLERK;
import static org.mailuo.safety.Person.COLLEAGUE;
import static org.mailuo.safety.Person.KEEPER;
import static org.mailuo.safety.Person.LAPSED;
import static org.mailuo.safety.Person.MAKER;
import static org.mailuo.safety.Person.NURSE;
import static org.mailuo.safety.Person.PRINTER;
import static org.mailuo.safety.Person.QUALITY;
import static org.mailuo.safety.Person.RELEASER;
import static org.mailuo.safety.Person.REVIEWER;
import static org.mailuo.safety.Person.TESTER;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mailuo.collection.Examination.Rapid;
import org.mailuo.collection.aftercare.FollowUp;
import org.mailuo.distribution.Fate;
import org.mailuo.donors.Scope;
import org.mailuo.products.Catalogue;
import org.mailuo.safety.Known.Stage;
import org.mailuo.shared.Duty;
import org.mailuo.storage.Zone;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;
import org.mailuo.units.CauseScope;
import org.mailuo.units.HoldReason;

/**
 * Draws the next step: mostly one that brings a bag nearer to a patient, often one that should not be. Everything comes
 * from one seed and from what the history knows by then.
 */
final class Storyteller {
    /** How far a legal step brings the blood, in the order of a bag's way. */
    enum Rank {
        REGISTER,
        VISIT,
        EXAMINE,
        DONATE,
        RECEIVE,
        OPEN_RUN,
        ENTER,
        REVIEW,
        CONCLUDE,
        MAKE,
        RELEASE,
        PRINT,
        SCAN,
        PUT,
        ORDER,
        ALLOCATE,
        ISSUE,
        ARRIVE,
        REPORT
    }

    /** A legal step. */
    record Next(Rank rank, Action action) {}

    private static final int DONORS = 2;
    private static final List<String> PRODUCTS = List.of("WB", "LRC", "SRC", "FFP", "FP", "PC", "AP", "WRC", "CRYO");
    private static final List<String> REPORTS = List.of("EXCLUSION", "ILLNESS", "TRAVEL", "RISK", "OTHER");
    private static final List<String> GROUPS = List.of("O+", "O-", "A+", "A-", "B+", "B-", "AB+", "AB-");

    private final RandomGenerator random;
    private final Setting setting;
    private final Catalogue catalogue;
    private final Deque<Step> plot = new ArrayDeque<>();

    Storyteller(RandomGenerator random, Setting setting, Catalogue catalogue) {
        this.random = random;
        this.setting = setting;
        this.catalogue = catalogue;
    }

    Step next(Known known, List<Bag> bags) {
        if (!plot.isEmpty() && chance(70)) {
            return befallen(plot.removeFirst(), known, bags);
        }
        int roll = random.nextInt(100);
        if (roll < 62) {
            return befallen(legal(known, bags), known, bags);
        }
        if (roll < 88) {
            return befallen(hostile(known, bags), known, bags);
        }
        plot.addAll(plot(known, bags));
        return plot.removeFirst();
    }

    private Action legal(Known known, List<Bag> bags) {
        List<Next> ways = ways(known, bags);
        if (ways.isEmpty()) {
            return hostile(known, bags);
        }
        return (chance(65) ? ways.getLast() : pick(ways)).action();
    }

    private Step befallen(Step step, Known known, List<Bag> bags) {
        // Who may work is asked before the work begins: a race with his leaving has no wrong end.
        if (!(step instanceof Action action) || isAboutPeople(action)) {
            return step;
        }
        int roll = random.nextInt(100);
        if (roll < 5) {
            return new Step.Broken(cut(), 1 + random.nextInt(12), action);
        }
        if (roll < 8) {
            return new Step.Twice(action);
        }
        if (roll < 14) {
            return new Step.Race(
                    1 + random.nextInt(10), action, chance(50) ? hostile(known, bags) : legal(known, bags));
        }
        return roll < 16 ? new Step.FromElsewhere(action) : action;
    }

    /** A new connection costs more than a whole history, so few are lost. */
    private Step.Cut cut() {
        if (chance(2)) {
            return Step.Cut.CLOSED;
        }
        return chance(50) ? Step.Cut.THROWN : Step.Cut.UNANSWERED;
    }

    static boolean isAboutPeople(Action action) {
        return action instanceof Action.Close || action instanceof Action.Withdraw;
    }

    // The legal way -----------------------------------------------------------------------------------------------

    /** Every step that the rules should allow now, those nearest to the patient last. */
    List<Next> ways(Known known, List<Bag> bags) {
        List<Next> ways = new ArrayList<>();
        donors(known, ways);
        laboratory(known, ways);
        bags(known, bags, ways);
        orders(known, bags, ways);
        ways.sort(Comparator.comparing(Next::rank));
        return ways;
    }

    private void donors(Known known, List<Next> ways) {
        int next = next(known.donors.keySet());
        if (next <= DONORS) {
            ways.add(new Next(Rank.REGISTER, new Action.Register(NURSE, next, next)));
        }
        known.donors.keySet().stream()
                .filter(donor -> !known.donorOfVisit.containsValue(donor))
                .forEach(donor -> ways.add(new Next(
                        Rank.VISIT,
                        new Action.Visit(NURSE, next(known.visits.keySet()), donor, chance(20) ? 0 : 400))));
        known.at(Stage.OPEN)
                .forEach(visit -> ways.add(
                        new Next(Rank.EXAMINE, new Action.Examine(NURSE, visit, 120, 150, Rapid.NON_REACTIVE, true))));
        known.at(Stage.ELIGIBLE)
                .forEach(visit -> ways.add(
                        new Next(Rank.DONATE, new Action.Donate(NURSE, visit, visit, visit, ml(known, visit)))));
    }

    private int ml(Known known, int visit) {
        return known.apheresis.contains(visit) ? 250 : 400;
    }

    private void laboratory(Known known, List<Next> ways) {
        List<Integer> bled = known.at(Stage.BLED);
        if (!bled.isEmpty()) {
            ways.add(new Next(Rank.RECEIVE, new Action.Receive(TESTER, bled)));
        }
        List<Integer> waiting = known.at(Stage.RECEIVED);
        for (Panel panel : List.of(Panel.MAIN, Panel.SECOND)) {
            List<Integer> untested = waiting.stream()
                    .filter(donation -> known.runs.values().stream()
                            .noneMatch(run ->
                                    run.panel() == panel && run.donations().contains(donation)))
                    .toList();
            Optional<Integer> open = known.runs.entrySet().stream()
                    .filter(run ->
                            run.getValue().panel() == panel && !run.getValue().reviewed())
                    .map(java.util.Map.Entry::getKey)
                    .findFirst();
            if (!untested.isEmpty()) {
                ways.add(
                        open.isEmpty()
                                ? new Next(
                                        Rank.OPEN_RUN,
                                        new Action.OpenRun(TESTER, next(known.runs.keySet()), panel, true, 90))
                                : new Next(
                                        Rank.ENTER,
                                        new Action.Enter(
                                                TESTER,
                                                open.get(),
                                                untested.getFirst(),
                                                Finding.GOOD,
                                                group(known, untested.getFirst()),
                                                null)));
            }
        }
        List<Integer> entered = known.runs.entrySet().stream()
                .filter(run -> !run.getValue().reviewed()
                        && !run.getValue().donations().isEmpty())
                .map(java.util.Map.Entry::getKey)
                .toList();
        if (!entered.isEmpty()) {
            ways.add(new Next(Rank.REVIEW, new Action.Review(REVIEWER, entered, true)));
        }
        List<Integer> tested = waiting.stream()
                .filter(donation -> List.of(Panel.MAIN, Panel.SECOND).stream()
                        .allMatch(panel -> known.runs.values().stream()
                                .anyMatch(run -> run.panel() == panel
                                        && run.reviewed()
                                        && run.donations().contains(donation))))
                .toList();
        if (!tested.isEmpty()) {
            ways.add(new Next(Rank.CONCLUDE, new Action.Conclude(REVIEWER, tested)));
        }
    }

    private void bags(Known known, List<Bag> bags, List<Next> ways) {
        bags.stream()
                .filter(bag -> bag.product().value().equals("WB") && bag.status() == BagStatus.QUARANTINE)
                .filter(bag -> chance(85))
                .forEach(bag -> ways.add(new Next(
                        Rank.MAKE,
                        new Action.Make(
                                MAKER,
                                ref(bag),
                                pick(List.of(
                                        Recipe.CELLS_AND_PLASMA,
                                        Recipe.CELLS_AND_OLD_PLASMA,
                                        Recipe.WITH_PLATELETS))))));
        List<Integer> concluded = known.at(Stage.CONCLUDED);
        add(
                ways,
                Rank.RELEASE,
                refs(bags.stream()
                        .filter(bag -> bag.status() == BagStatus.QUARANTINE
                                && concluded.contains(bag.din().sequence()))),
                refs -> new Action.Release(RELEASER, refs));
        List<Bag> free = bags.stream()
                .filter(bag -> bag.status() == BagStatus.AVAILABLE && !bag.isHeld())
                .toList();
        add(
                ways,
                Rank.PRINT,
                refs(free.stream().filter(bag -> !bag.isLabelled() && !known.printed.contains(ref(bag)))),
                refs -> new Action.Print(PRINTER, refs));
        add(
                ways,
                Rank.SCAN,
                refs(free.stream().filter(bag -> !bag.isLabelled() && known.printed.contains(ref(bag)))),
                refs -> new Action.ScanBack(PRINTER, refs, refs));
        free.stream()
                .filter(bag -> bag.isLabelled() && bag.place() == null)
                .collect(Collectors.groupingBy(
                        bag -> catalogue.get(bag.product()).band()))
                .values()
                .forEach(same -> ways.add(
                        new Next(Rank.PUT, new Action.Put(KEEPER, refs(same.stream()), Zone.RELEASED, false))));
    }

    private void orders(Known known, List<Bag> bags, List<Next> ways) {
        bags.stream()
                .filter(bag -> bag.status() == BagStatus.AVAILABLE && !bag.isHeld() && bag.place() != null)
                .filter(bag -> known.orders.values().stream()
                        .noneMatch(order -> !order.allocated()
                                && order.product().equals(bag.product().value())))
                .forEach(bag -> bag.bloodGroup()
                        .ifPresent(group -> ways.add(new Next(
                                Rank.ORDER,
                                new Action.Order(
                                        CLERK,
                                        next(known.orders.keySet()),
                                        bag.product().value(),
                                        chance(80) ? group.toString() : pick(GROUPS),
                                        1 + random.nextInt(2))))));
        known.orders.forEach((number, order) -> {
            List<BagRef> reserved = refs(bags.stream()
                    .filter(bag -> bag.status() == BagStatus.RESERVED
                            && bag.product().value().equals(order.product())
                            && bag.bloodGroup().isPresent()));
            List<BagRef> out = refs(bags.stream()
                    .filter(bag -> bag.status() == BagStatus.ISSUED
                            && bag.product().value().equals(order.product())));
            if (!order.allocated()) {
                ways.add(new Next(Rank.ALLOCATE, new Action.Allocate(CLERK, number)));
            }
            add(ways, Rank.ISSUE, reserved, refs -> new Action.Issue(CLERK, CHECKER, number, refs));
            if (chance(30)) {
                add(ways, Rank.ARRIVE, out, refs -> new Action.Arrive(CLERK, number, refs));
            }
        });
        bags.stream()
                .filter(bag -> bag.status() == BagStatus.RECEIVED && chance(30))
                .forEach(bag ->
                        ways.add(new Next(Rank.REPORT, new Action.Report(CLERK, ref(bag), pick(Fate.values())))));
    }

    private static void add(
            List<Next> ways, Rank rank, List<BagRef> bags, java.util.function.Function<List<BagRef>, Action> action) {
        if (!bags.isEmpty()) {
            ways.add(new Next(rank, action.apply(bags)));
        }
    }

    // The other way -----------------------------------------------------------------------------------------------

    private Action hostile(Known known, List<Bag> bags) {
        int donor = 1 + random.nextInt(Math.max(1, known.donors.size()));
        int visit = 1 + random.nextInt(Math.max(1, known.visits.size()));
        int run = 1 + random.nextInt(Math.max(1, known.runs.size()));
        int order = 1 + random.nextInt(Math.max(1, known.orders.size()));
        BagRef bag = bag(bags);
        return switch (random.nextInt(46)) {
            case 0 -> new Action.Register(NURSE, next(known.donors.keySet()), 1 + random.nextInt(4));
            case 1 ->
                new Action.Defer(QUALITY, donor, random.nextInt(20) - 18, random.nextInt(3) * 30, pick(Scope.values()));
            case 2 -> new Action.Readmit(QUALITY, donor);
            case 3 -> new Action.Visit(NURSE, next(known.visits.keySet()), donor, pick(List.of(0, 200, 400, 600)));
            case 4 ->
                new Action.Examine(
                        NURSE,
                        visit,
                        pick(List.of(120, 139, 140)),
                        pick(List.of(119, 120)),
                        pick(Rapid.values()),
                        chance(80));
            case 5 -> new Action.Donate(NURSE, visit, visit, visit, pick(List.of(20, 200, 359, 360, 440, 441)));
            case 6 -> new Action.Donate(NURSE, visit, 1 + random.nextInt(3), visit, 400);
            case 7 ->
                new Action.OpenRun(
                        pick(List.of(TESTER, ALLROUND)),
                        next(known.runs.keySet()),
                        pick(Panel.values()),
                        chance(50),
                        random.nextInt(3) - 1);
            case 8, 9 ->
                new Action.Enter(
                        pick(List.of(TESTER, COLLEAGUE, ALLROUND)),
                        run,
                        donation(known),
                        pick(Finding.values()),
                        chance(60) ? group(known, donation(known)) : pick(GROUPS),
                        chance(60) ? "AGAIN" : null);
            case 10, 11 ->
                new Action.Review(pick(List.of(REVIEWER, COLLEAGUE, ALLROUND, LAPSED)), List.of(run), chance(50));
            case 12 -> new Action.Conclude(pick(List.of(REVIEWER, COLLEAGUE)), List.of(donation(known)));
            case 13, 14 -> new Action.Make(pick(List.of(MAKER, ALLROUND)), bag, pick(Recipe.values()));
            case 15 -> new Action.Hold(QUALITY, bag, pick(HoldReason.values()));
            case 16 -> new Action.HoldDonation(QUALITY, donation(known), pick(HoldReason.values()));
            case 17, 18 -> new Action.Lift(pick(List.of(QUALITY, QUALITY, ALLROUND, LAPSED)), bag);
            case 19, 20 -> new Action.Release(pick(List.of(RELEASER, RELEASER, ALLROUND, LAPSED, MAKER)), List.of(bag));
            case 21 -> new Action.Print(PRINTER, List.of(bag));
            case 22 -> new Action.ScanBack(PRINTER, List.of(bag), List.of(bag(bags)));
            case 23 -> new Action.TearOff(PRINTER, bag);
            case 24 -> new Action.Put(KEEPER, List.of(bag), pick(Zone.values()), chance(20));
            case 25 -> new Action.Order(CLERK, next(known.orders.keySet()), pick(PRODUCTS), pick(GROUPS), 1);
            case 26 -> new Action.Allocate(CLERK, order);
            case 27 -> new Action.GiveBack(CLERK, order, List.of(bag));
            case 28, 29 ->
                new Action.Issue(pick(List.of(CLERK, ALLROUND, LAPSED)), pick(Person.values()), order, List.of(bag));
            case 30 -> new Action.Arrive(CLERK, order, List.of(bag));
            case 31 -> new Action.Report(CLERK, bag, pick(Fate.values()));
            case 32 -> new Action.Discard(KEEPER, pick(List.of(KEEPER, CLERK)), bag);
            case 33 -> new Action.Expire(KEEPER);
            case 36 -> new Action.Merge(pick(List.of(QUALITY, NURSE)), donor, other(known, donor));
            case 37 -> new Action.Separate(QUALITY, donor);
            case 38 -> new Action.Tell(NURSE, donor, chance(50) ? donation(known) : 0, pick(REPORTS));
            case 39 -> new Action.Epidemic(QUALITY, random.nextInt(4) - 2, random.nextInt(4), chance(50));
            case 40 ->
                new Action.Recall(
                        pick(List.of(QUALITY, ALLROUND, CLERK)),
                        pick(List.of(HoldReason.RECALL, HoldReason.QUALITY, HoldReason.EPIDEMIC)),
                        pick(CauseScope.values()),
                        bag,
                        run);
            case 41 ->
                new Action.Excursion(
                        pick(List.of(KEEPER, QUALITY)), bag, pick(Zone.values()), random.nextInt(30), chance(50));
            case 42 -> chance(50) ? new Action.Confirm(CLERK, bag) : new Action.EndCause(QUALITY);
            case 43 -> new Action.Settle(pick(List.of(QUALITY, CLERK)), bag);
            case 44 -> new Action.LiftOfCause(pick(List.of(QUALITY, ALLROUND)), bag);
            case 45 -> new Action.Call(NURSE, donation(known), pick(FollowUp.Outcome.values()));
            case 34 -> new Action.Withdraw(ADMIN, pick(List.of(CLERK, CHECKER)), Duty.DISTRIBUTE);
            default -> new Action.Close(ADMIN, pick(List.of(CHECKER, RELEASER)));
        };
    }

    /** Several steps that belong together; others may come between them. */
    private List<Step> plot(Known known, List<Bag> bags) {
        int run = next(known.runs.keySet());
        int donation = donation(known);
        int donor = known.donorOfVisit.getOrDefault(donation, 1);
        BagRef bag = bag(bags);
        return switch (random.nextInt(17)) {
            case 10 ->
                List.of(
                        new Action.Defer(QUALITY, donor, -10, 0, Scope.ALL),
                        new Action.Merge(QUALITY, donor, other(known, donor)),
                        new Action.Lift(QUALITY, bag),
                        new Action.Separate(QUALITY, donor));
            case 11 ->
                List.of(
                        new Action.Merge(QUALITY, donor, other(known, donor)),
                        new Action.Defer(QUALITY, other(known, donor), -10, 0, Scope.ALL),
                        new Action.Lift(QUALITY, bag));
            case 12 ->
                List.of(
                        new Action.Tell(NURSE, donor, chance(30) ? donation : 0, pick(REPORTS)),
                        new Action.Make(MAKER, bag, pick(List.of(Recipe.SPLIT, Recipe.WASH, Recipe.CRYO))),
                        new Action.Merge(QUALITY, donor, other(known, donor)),
                        new Action.EndCause(QUALITY));
            case 13 ->
                List.of(
                        new Action.Recall(QUALITY, HoldReason.RECALL, pick(CauseScope.values()), bag, run),
                        new Action.Confirm(CLERK, bag),
                        new Action.Lift(QUALITY, bag),
                        new Action.EndCause(QUALITY));
            case 14 ->
                List.of(
                        new Action.Excursion(KEEPER, bag, Zone.RELEASED, random.nextInt(30), chance(50)),
                        new Action.Put(KEEPER, List.of(bag), Zone.RELEASED, false),
                        new Action.Lift(QUALITY, bag));
            case 15 ->
                List.of(
                        new Action.Epidemic(QUALITY, -1, 3, chance(50)),
                        new Step.Wait(Duration.ofDays(pick(List.of(13, 14, 15)))),
                        new Action.Call(NURSE, donation, pick(FollowUp.Outcome.values())),
                        new Action.Make(MAKER, bag, pick(Recipe.values())));
            case 16 ->
                List.of(
                        new Action.Recall(QUALITY, HoldReason.RECALL, CauseScope.DONOR, bag, run),
                        new Action.Merge(QUALITY, donor, other(known, donor)),
                        new Action.LiftOfCause(QUALITY, bag),
                        new Action.Settle(QUALITY, bag),
                        new Action.EndCause(QUALITY));
            case 0 -> late(run, Panel.HEPATITIS, donation, Finding.REACTIVE, group(known, donation));
            case 1 -> late(run, Panel.NUCLEIC, donation, Finding.REACTIVE, group(known, donation));
            case 2 -> late(run, Panel.GROUPING, donation, Finding.GOOD, pick(GROUPS));
            case 3 -> late(run, Panel.LIVER, donation, Finding.ALT_HIGH, group(known, donation));
            case 4 ->
                List.of(
                        new Action.Review(REVIEWER, List.of(1 + random.nextInt(Math.max(1, known.runs.size()))), false),
                        new Action.Lift(QUALITY, bag),
                        new Action.Conclude(REVIEWER, List.of(donation)));
            case 5 ->
                List.of(
                        new Action.HoldDonation(QUALITY, donation, pick(HoldReason.values())),
                        new Action.Make(
                                MAKER,
                                bag,
                                pick(List.of(Recipe.SPLIT, Recipe.WASH, Recipe.CRYO, Recipe.SPLIT_PLATELETS))),
                        new Action.Lift(QUALITY, bag(bags)));
            case 6 ->
                List.of(
                        new Step.Wait(Duration.ofDays(pick(List.of(1, 5, 34, 35, 36, 365)))),
                        new Action.Expire(KEEPER),
                        new Step.Wait(Duration.ofDays(-1)));
            case 7 ->
                List.of(
                        new Step.Wait(Duration.ofMinutes(-random.nextInt(2000))),
                        new Step.Wait(Duration.ofMinutes(random.nextInt(2000))));
            case 8 ->
                List.of(
                        new Action.Defer(QUALITY, donor, -10, pick(List.of(0, 5, 10, 11, 20)), Scope.ALL),
                        new Action.Release(RELEASER, refs(bags.stream())),
                        new Action.Readmit(QUALITY, donor));
            default -> {
                BagRef other = bag(bags);
                yield List.of(
                        new Action.Print(
                                PRINTER, Stream.of(bag, other).distinct().toList()),
                        new Action.ScanBack(PRINTER, List.of(bag), List.of(other)),
                        new Action.ScanBack(PRINTER, List.of(other), List.of(bag)));
            }
        };
    }

    /** A further test, after everything seemed decided; whoever wants to be done lifts what it holds. */
    private List<Step> late(int run, Panel panel, int donation, Finding finding, String group) {
        return List.of(
                new Action.OpenRun(TESTER, run, panel, true, 90),
                new Action.Enter(TESTER, run, donation, finding, group, "DOUBT"),
                new Action.Review(REVIEWER, List.of(run), true),
                new Action.Lift(QUALITY, new BagRef(donation, pick(PRODUCTS))));
    }

    // Drawing -----------------------------------------------------------------------------------------------------

    private static int other(Known known, int donor) {
        return donor % Math.max(2, known.donors.size()) + 1;
    }

    private String group(Known known, int donation) {
        return setting.group(known.donorOfVisit.getOrDefault(donation, 1));
    }

    private int donation(Known known) {
        List<Integer> donations = known.donations();
        return donations.isEmpty() ? 1 : pick(donations);
    }

    private BagRef bag(List<Bag> bags) {
        return bags.isEmpty() ? new BagRef(1, "WB") : ref(pick(bags));
    }

    static BagRef ref(Bag bag) {
        return new BagRef(bag.din().sequence(), bag.product().value(), bag.division());
    }

    private static List<BagRef> refs(Stream<Bag> bags) {
        return bags.map(Storyteller::ref).toList();
    }

    private static int next(java.util.Collection<Integer> numbers) {
        return numbers.isEmpty() ? 1 : Collections.max(numbers) + 1;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    private <T> T pick(T[] things) {
        return things[random.nextInt(things.length)];
    }
}
