package org.mailuo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.reports.Reconciliation;
import org.mailuo.reports.Reconciliation.Check;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.simulator.Simulation.Ending;
import org.mailuo.station.Actors;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;
import org.springframework.beans.factory.annotation.Autowired;

/** Two days in the whole house: everything that happens on one day, and what the next does with it. */
@MailuoTest
class SeasonReplayIT {
    static final LocalDate FIRST = LocalDate.of(2026, 11, 14);
    /** What the class that ran first counted; the other one must count the same. */
    static final AtomicReference<Reconciliation> COUNTED = new AtomicReference<>();

    private final Simulation simulation;
    private final House house;

    SeasonReplayIT(@Autowired Simulation simulation, @Autowired House house) {
        this.simulation = simulation;
        this.house = house;
    }

    @Test
    void replayedDaysReconcileAndABagTakenPastTheBooksDoesNot() {
        Ending ending = simulation.live(2, 2022, FIRST, day -> {});

        assertThat(ending.differences()).isEmpty();
        assertThat(ending.reconciliation().checks()).allMatch(Check::isRight);
        assertThat(ending.isReconciled()).isTrue();
        assertThat(ending.reconciliation().donations()).isEqualTo(277 + 158);
        assertThat(ending.reconciliation().bags(BagStatus.TRANSFUSED)).isPositive();
        isTheSame(ending.reconciliation());

        takeOneBagPastTheBooks();

        Reconciliation after = house.reconciliations().of(DemoStation.ID, FIRST, FIRST.plusDays(1));
        assertThat(after.isBalanced()).isFalse();
        assertThat(after.checks().stream().filter(check -> !check.isRight()).map(Check::key))
                .containsExactlyInAnyOrder("hands.DISCARDED");
    }

    /** The ledger alone says that it has expired: no night's run, no discard before a witness, no hospital. */
    private void takeOneBagPastTheBooks() {
        List<DonationNumber> numbers = house.donations().on(DemoStation.ID, FIRST);
        Bag bag = house.ledger().bagsOf(DemoStation.ID, numbers).stream()
                .filter(each -> each.status() == BagStatus.AVAILABLE)
                .findFirst()
                .orElseThrow();
        house.ledger()
                .discard(Command.of(Actors.system(DemoStation.ID), bag.expiresAt()), List.of(bag.id()), "EXPIRED");
    }

    static void isTheSame(Reconciliation mine) {
        Reconciliation other = COUNTED.getAndSet(mine);
        if (other != null) {
            assertThat(mine).isEqualTo(other);
        }
    }
}
