package org.mailuo.station;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.springframework.stereotype.Component;

/** Counts wrong signatures, so that nobody finds out a password by signing. */
@Component
class WrongProofs {
    private static final int MOST = 5;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Map<String, Deque<Instant>> failures = new ConcurrentHashMap<>();

    void require(String login, Instant at) {
        Deque<Instant> own = failures.getOrDefault(StaffRules.normal(login), new ArrayDeque<>());
        synchronized (own) {
            own.removeIf(failure -> !failure.plus(WINDOW).isAfter(at));
            if (own.size() >= MOST) {
                throw new RefusedException(refusal());
            }
        }
    }

    void failed(String login, Instant at) {
        Deque<Instant> own = failures.computeIfAbsent(StaffRules.normal(login), one -> new ArrayDeque<>());
        synchronized (own) {
            own.addLast(at);
        }
    }

    static Reason refusal() {
        return Reason.of("station.proof-refused");
    }
}
