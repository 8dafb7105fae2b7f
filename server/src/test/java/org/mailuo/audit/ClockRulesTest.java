package org.mailuo.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mailuo.audit.ClockRules.Clock;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Reason;

class ClockRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-09T02:00:00Z");
    private static final Duration FIVE = Duration.ofMinutes(5);
    private static final Clock CLOCK = clock(NOW.minusSeconds(1));
    private static final Clock REPLAY = new Clock(NOW, Optional.empty(), Optional.of(NOW.plusSeconds(9999)));

    @Test
    void hardStop20_nothingIsDoneInTheFuture() {
        assertThat(ClockRules.mayBegin(NOW.plus(FIVE), CLOCK)).isEqualTo(Decision.ALLOWED);
        assertThat(code(ClockRules.mayBegin(NOW.plus(FIVE).plusMillis(1), CLOCK)))
                .isEqualTo("audit.clock-ahead");
        assertThat(ClockRules.mayBegin(NOW.plusSeconds(9999), REPLAY)).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void hardStop20_aClockThatWasSetBackIsNotBelieved() {
        assertThat(ClockRules.mayBegin(NOW, clock(NOW.plus(FIVE)))).isEqualTo(Decision.ALLOWED);
        assertThat(code(ClockRules.mayBegin(NOW, clock(NOW.plus(FIVE).plusMillis(1)))))
                .isEqualTo("audit.clock-set-back");
        assertThat(ClockRules.mayBegin(NOW, new Clock(NOW, Optional.of(FIVE), Optional.empty())))
                .isEqualTo(Decision.ALLOWED);
    }

    @Test
    void hardStop20_aBagIsHandledNow() {
        assertThat(ClockRules.isNow(NOW.minus(FIVE), CLOCK)).isEqualTo(Decision.ALLOWED);
        assertThat(code(ClockRules.isNow(NOW.minus(FIVE).minusMillis(1), CLOCK)))
                .isEqualTo("audit.command-late");
        assertThat(ClockRules.isNow(Instant.EPOCH, REPLAY)).isEqualTo(Decision.ALLOWED);
    }

    private static Clock clock(Instant latest) {
        return new Clock(NOW, Optional.of(FIVE), Optional.of(latest));
    }

    private static String code(Decision decision) {
        return decision.reasons().stream().map(Reason::code).findFirst().orElse("");
    }
}
