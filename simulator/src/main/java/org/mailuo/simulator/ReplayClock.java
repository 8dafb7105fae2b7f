package org.mailuo.simulator;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of a house that is being replayed: the simulator sets it, and gives it back to the world when done. */
public final class ReplayClock extends Clock {
    private final ZoneId zone;
    private volatile InstantSource source;

    public ReplayClock() {
        this(ZoneOffset.UTC, InstantSource.system());
    }

    private ReplayClock(ZoneId zone, InstantSource source) {
        this.zone = zone;
        this.source = source;
    }

    void set(Instant now) {
        source = InstantSource.fixed(now);
    }

    void follow(InstantSource world) {
        source = world;
    }

    @Override
    public Instant instant() {
        return source.instant();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        ReplayClock here = this;
        return new ReplayClock(other, here::instant);
    }
}
