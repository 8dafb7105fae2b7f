package org.mailuo.journey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Stands still until the story goes on, so that a morning at the station takes a minute and every picture is alike. */
final class StoryClock extends Clock {
    private final AtomicReference<Instant> now;

    StoryClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    void goOn(Duration time) {
        now.updateAndGet(at -> at.plus(time));
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
