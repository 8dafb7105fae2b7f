package org.mailuo.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mailuo.safety.Person.CHECKER;
import static org.mailuo.safety.Person.CLERK;
import static org.mailuo.safety.Person.KEEPER;
import static org.mailuo.safety.Person.MAKER;
import static org.mailuo.safety.Person.NURSE;
import static org.mailuo.safety.Person.PRINTER;
import static org.mailuo.safety.Person.QUALITY;
import static org.mailuo.safety.Person.RELEASER;
import static org.mailuo.safety.Person.REVIEWER;
import static org.mailuo.safety.Person.TESTER;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mailuo.collection.Examination.Rapid;
import org.mailuo.donors.Scope;
import org.mailuo.safety.Action.Allocate;
import org.mailuo.safety.Action.Conclude;
import org.mailuo.safety.Action.Defer;
import org.mailuo.safety.Action.Donate;
import org.mailuo.safety.Action.Enter;
import org.mailuo.safety.Action.Epidemic;
import org.mailuo.safety.Action.Examine;
import org.mailuo.safety.Action.Issue;
import org.mailuo.safety.Action.Lift;
import org.mailuo.safety.Action.Make;
import org.mailuo.safety.Action.Merge;
import org.mailuo.safety.Action.OpenRun;
import org.mailuo.safety.Action.Order;
import org.mailuo.safety.Action.Print;
import org.mailuo.safety.Action.Put;
import org.mailuo.safety.Action.Receive;
import org.mailuo.safety.Action.Register;
import org.mailuo.safety.Action.Release;
import org.mailuo.safety.Action.Review;
import org.mailuo.safety.Action.ScanBack;
import org.mailuo.safety.Action.Tell;
import org.mailuo.safety.Action.Visit;
import org.mailuo.storage.Zone;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;

/** Histories in which a bag once left that never should, each by the name of what it taught. */
@HostileTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptHistoriesIT {
    private static final BagRef CELLS = new BagRef(1, "LRC");
    private static final BagRef PLASMA = new BagRef(1, "FFP");
    private static final List<BagRef> BOTH = List.of(CELLS, PLASMA);

    /** One donor's red cells and plasma, released, labelled and put away. */
    private static final List<Step> READY = List.of(
            new Register(NURSE, 1, 1),
            new Visit(NURSE, 1, 1, 400),
            new Examine(NURSE, 1, 120, 150, Rapid.NON_REACTIVE, true),
            new Donate(NURSE, 1, 1, 1, 400),
            new Receive(TESTER, List.of(1)),
            new OpenRun(TESTER, 1, Panel.MAIN, true, 90),
            new OpenRun(TESTER, 2, Panel.SECOND, true, 90),
            new Enter(TESTER, 1, 1, Finding.GOOD, "A+", null),
            new Enter(TESTER, 2, 1, Finding.GOOD, "A+", null),
            new Review(REVIEWER, List.of(1, 2), true),
            new Conclude(REVIEWER, List.of(1)),
            new Make(MAKER, new BagRef(1, "WB"), Recipe.CELLS_AND_PLASMA),
            new Release(RELEASER, BOTH),
            new Print(PRINTER, BOTH),
            new ScanBack(PRINTER, BOTH, BOTH),
            new Put(KEEPER, List.of(CELLS), Zone.RELEASED, false),
            new Put(KEEPER, List.of(PLASMA), Zone.RELEASED, false));

    private static final List<Step> OUT = List.of(
            new Order(CLERK, 1, "LRC", "A+", 1), new Allocate(CLERK, 1), new Issue(CLERK, CHECKER, 1, List.of(CELLS)));

    @Autowired
    private ApplicationContext context;

    @Value("${mailuo.test.database}")
    private String database;

    private Theatre theatre;
    private Connection eyes;

    @BeforeAll
    void open() throws SQLException {
        theatre = new Theatre(context, database);
        eyes = theatre.eyes();
    }

    @AfterAll
    void close() throws SQLException {
        eyes.close();
    }

    /** Without this the others would prove nothing. */
    /** Orders are locked before bags, by whoever holds one too. */
    @Test
    void aLabelFoundSwappedWhileItsBagIsIssuedMakesNobodyWaitForever() {
        List<Step> reserved = reserved().steps();
        for (int statement = 1; statement <= 12; statement++) {
            play(reserved, new Step.Race(statement, swapped(), issued()));
            play(reserved, new Step.Race(statement, issued(), swapped()));
        }
    }

    private static Action swapped() {
        return new ScanBack(PRINTER, List.of(CELLS), List.of(PLASMA));
    }

    private static Action issued() {
        return new Issue(CLERK, CHECKER, 1, List.of(CELLS));
    }

    /** Donors are locked before causes. */
    @Test
    void aReportWhileItsDonorIsMergedMakesNobodyWaitForever() {
        List<Step> bled = Stream.concat(Stream.of(new Register(NURSE, 2, 2)), READY.stream())
                .toList();
        for (int statement = 1; statement <= 10; statement++) {
            play(bled, new Step.Race(statement, new Merge(QUALITY, 2, 1), new Tell(NURSE, 1, 1, "RISK")));
            play(bled, new Step.Race(statement, new Tell(NURSE, 1, 1, "RISK"), new Merge(QUALITY, 2, 1)));
        }
    }

    @Test
    void aGoodBagLeaves() {
        Performance performance = theatre.play(history(), eyes);
        assertThat(performance.refusals()).isEmpty();
        assertThat(performance.issued()).isEqualTo(1);
    }

    @Test
    void aDeferralEnteredAfterTheReleaseStopsTheBag() {
        assertThat(issuedAfter(new Defer(QUALITY, 1, 0, 0, Scope.ALL))).isZero();
    }

    /** The lock on issues asked only the record under which he gave. */
    @Test
    void aDeferralOfTheRecordIntoWhichTheDonorWasMergedStopsTheBagThoughItsHoldsWereLifted() {
        assertThat(issuedAfter(
                        new Register(NURSE, 2, 2),
                        new Merge(QUALITY, 1, 2),
                        new Defer(QUALITY, 2, 0, 0, Scope.ALL),
                        new Lift(QUALITY, CELLS)))
                .isZero();
    }

    /** What cannot wait for the end of an epidemic leaves although the blood that it was made of is held (RULE H3). */
    @Test
    void whatIsExemptLeavesAndIsNoFault() {
        assertThat(theatre.play(
                                new History(
                                        Setting.SPRING,
                                        Stream.of(
                                                        READY,
                                                        List.<Step>of(
                                                                new Epidemic(QUALITY, 0, 0, true),
                                                                new Order(CLERK, 1, "FFP", "A+", 1),
                                                                new Allocate(CLERK, 1),
                                                                new Issue(CLERK, CHECKER, 1, List.of(PLASMA))))
                                                .flatMap(List::stream)
                                                .toList()),
                                eyes)
                        .issued())
                .isEqualTo(1);
        assertThat(issuedAfter(new Epidemic(QUALITY, 0, 0, true))).isZero();
    }

    @Test
    void aReactiveResultAfterTheReleaseStopsTheBagThoughItsHoldWasLifted() {
        assertThat(issuedAfter(
                        new OpenRun(TESTER, 3, Panel.HEPATITIS, true, 90),
                        new Enter(TESTER, 3, 1, Finding.REACTIVE, "A+", "DOUBT"),
                        new Review(REVIEWER, List.of(3), true),
                        new Lift(QUALITY, CELLS)))
                .isZero();
    }

    /** It was held at once, but nothing else asked for results that came after the conclusion. */
    @Test
    void aReactiveResultThatNobodyReviewedStopsTheBagThoughItsHoldWasLifted() {
        assertThat(issuedAfter(
                        new OpenRun(TESTER, 3, Panel.HEPATITIS, true, 90),
                        new Enter(TESTER, 3, 1, Finding.REACTIVE, "A+", "DOUBT"),
                        new Lift(QUALITY, CELLS)))
                .isZero();
    }

    /** The print was void, the bag still counted as labelled. */
    @Test
    void anotherLabelOnALabelledBagStopsIt() {
        assertThat(issuedAfter(new ScanBack(PRINTER, List.of(CELLS), List.of(PLASMA))))
                .isZero();
    }

    /** Red cells and plasma that only need to be handed out. */
    static History reserved() {
        List<Step> orders = List.of(
                new Order(CLERK, 1, "LRC", "A+", 1),
                new Order(CLERK, 2, "FFP", "A+", 1),
                new Allocate(CLERK, 1),
                new Allocate(CLERK, 2));
        return new History(
                Setting.SPRING, Stream.concat(READY.stream(), orders.stream()).toList());
    }

    private static History history(Step... between) {
        return new History(
                Setting.SPRING,
                Stream.of(READY, List.of(between), OUT).flatMap(List::stream).toList());
    }

    private void play(List<Step> before, Step last) {
        theatre.play(
                new History(
                        Setting.SPRING,
                        Stream.concat(before.stream(), Stream.of(last)).toList()),
                eyes);
    }

    private int issuedAfter(Step... between) {
        return theatre.play(history(between), eyes).issued();
    }
}
