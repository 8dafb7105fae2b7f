package org.mailuo.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.mailuo.shared.Decision;

/** Hard stop 20: whether a command is believed about the time. None of these rules can be overridden. */
final class ClockRules {
    /**
     * @param present by the clock of the database
     * @param tolerance how far the two clocks may lie apart; empty for a station that replays history
     * @param latest of the station's commands so far
     */
    record Clock(Instant present, Optional<Duration> tolerance, Optional<Instant> latest) {}

    private ClockRules() {}

    static Decision mayBegin(Instant at, Clock clock) {
        return Decision.all(isNotAhead(at, clock), isNotSetBack(clock));
    }

    /** Nothing is done in the future. */
    static Decision isNotAhead(Instant at, Clock clock) {
        return clock.tolerance()
                        .filter(allowed -> at.isAfter(clock.present().plus(allowed)))
                        .isPresent()
                ? Decision.refuse("audit.clock-ahead", at, clock.present())
                : Decision.ALLOWED;
    }

    /** The present does not come before what has been done already. */
    static Decision isNotSetBack(Clock clock) {
        return clock.tolerance()
                .flatMap(allowed -> clock.latest()
                        .filter(latest -> latest.isAfter(clock.present().plus(allowed))))
                .map(latest -> Decision.refuse("audit.clock-set-back", clock.present(), latest))
                .orElse(Decision.ALLOWED);
    }

    /** What frees, labels, reserves or issues a bag is done now: a command that comes late is judged by facts of then. */
    static Decision isNow(Instant at, Clock clock) {
        return clock.tolerance()
                        .filter(allowed -> at.isBefore(clock.present().minus(allowed)))
                        .isPresent()
                ? Decision.refuse("audit.command-late", at, clock.present())
                : Decision.ALLOWED;
    }
}
