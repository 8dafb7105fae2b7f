package org.mailuo.products;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** When a bag expires. Pure: everything it needs to know is given. */
final class ExpiryRules {
    /** RULE X2: 23:59:00 local, the last instant of the last day that a label can state. */
    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59);

    private ExpiryRules() {}

    /**
     * RULE X1: the earliest of all limits that apply and of the parents that bind; empty when no limit applies, since
     * what has no shelf life must not be made.
     */
    static Optional<Instant> expiry(
            Collection<ShelfLife> limits,
            Instant collectedAt,
            Instant madeAt,
            ZoneId zone,
            Collection<Instant> parentExpiries) {
        return limits.isEmpty()
                ? Optional.empty()
                : Stream.concat(
                                limits.stream().map(limit -> end(limit, collectedAt, madeAt, zone)),
                                parentExpiries.stream())
                        .min(Instant::compareTo);
    }

    /**
     * RULE X2: the day of the base is day 0; days and years end at 23:59 of the last local day, hours to the minute
     * (cut, never rounded up). A year from 29 February ends on 28 February.
     */
    static Instant end(ShelfLife limit, Instant collectedAt, Instant madeAt, ZoneId zone) {
        Instant base = limit.base() == ShelfLife.Base.COLLECTION ? collectedAt : madeAt;
        var day = base.atZone(zone).toLocalDate();
        return switch (limit.unit()) {
            case HOURS -> base.truncatedTo(ChronoUnit.MINUTES).plus(limit.amount(), ChronoUnit.HOURS);
            case DAYS ->
                day.plusDays(limit.amount()).atTime(END_OF_DAY).atZone(zone).toInstant();
            case YEARS ->
                day.plusYears(limit.amount()).atTime(END_OF_DAY).atZone(zone).toInstant();
        };
    }
}
