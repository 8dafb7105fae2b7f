package org.mailuo.station;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often one address may fail, whichever accounts it tries: {@value #FAILURES} times in a quarter of an hour, more
 * than a roomful of people behind one router mistypes. Kept in memory; the accounts' own locks outlive a restart.
 */
final class AddressLimit {
    static final int FAILURES = 30;
    static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int ADDRESSES = 10_000;

    private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > ADDRESSES;
        }
    };

    synchronized boolean isOpen(String address, Instant at) {
        Deque<Instant> own = failures.get(address);
        if (own == null) {
            return true;
        }
        own.removeIf(failure -> !failure.plus(WINDOW).isAfter(at));
        if (own.isEmpty()) {
            failures.remove(address);
        }
        return own.size() < FAILURES;
    }

    synchronized void failed(String address, Instant at) {
        Deque<Instant> own = failures.computeIfAbsent(address, one -> new ArrayDeque<>());
        own.addLast(at);
        if (own.size() > FAILURES) {
            own.removeFirst();
        }
    }
}
