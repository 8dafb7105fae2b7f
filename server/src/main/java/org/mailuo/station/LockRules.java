package org.mailuo.station;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * When an account is locked: after {@value #WRONG} wrong proofs within a quarter of an hour, for five minutes, then ten,
 * twenty and so on up to four hours. A right proof clears the count; what is older than a day does not count.
 */
final class LockRules {
    static final int WRONG = 5;
    static final Duration WINDOW = Duration.ofMinutes(15);
    static final Duration MEMORY = Duration.ofDays(1);
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(4);

    private LockRules() {}

    /**
     * The end of the last lock that these failures brought about, which may lie in the past.
     *
     * @param failures since the last right proof, oldest first
     */
    static Optional<Instant> lockedUntil(List<Instant> failures) {
        Deque<Instant> run = new ArrayDeque<>();
        Duration next = FIRST;
        Instant end = null;
        for (Instant failure : failures) {
            while (!run.isEmpty() && Duration.between(run.getFirst(), failure).compareTo(WINDOW) >= 0) {
                run.removeFirst();
            }
            run.addLast(failure);
            if (run.size() >= WRONG) {
                end = failure.plus(next);
                next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
                run.clear();
            }
        }
        return Optional.ofNullable(end);
    }

    static boolean isLocked(List<Instant> failures, Instant at) {
        return lockedUntil(failures).filter(at::isBefore).isPresent();
    }
}
