package org.mailuo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.simulator.Simulation.Ending;
import org.springframework.beans.factory.annotation.Autowired;

/** The same seed on a clean database again: whichever of the two classes comes second compares all counts. */
@MailuoTest
class SameSeedIT {
    private final Simulation simulation;

    SameSeedIT(@Autowired Simulation simulation) {
        this.simulation = simulation;
    }

    @Test
    void theSameSeedLivesTheSameSeason() {
        Ending ending = simulation.live(2, 2022, SeasonReplayIT.FIRST, day -> {});

        assertThat(ending.isReconciled()).isTrue();
        SeasonReplayIT.isTheSame(ending.reconciliation());
    }
}
