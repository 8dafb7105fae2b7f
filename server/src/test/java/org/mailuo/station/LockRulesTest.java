package org.mailuo.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LockRulesTest {
    private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");

    @Test
    void fourWrongProofsLockNothingAndTheFifthLocksForFiveMinutes() {
        assertThat(LockRules.lockedUntil(failures(4))).isEmpty();
        assertThat(LockRules.lockedUntil(failures(5)))
                .contains(NINE.plusSeconds(4).plus(Duration.ofMinutes(5)));
        Instant end = NINE.plusSeconds(4).plus(Duration.ofMinutes(5));
        assertThat(LockRules.isLocked(failures(5), end.minusMillis(1))).isTrue();
        assertThat(LockRules.isLocked(failures(5), end)).isFalse();
    }

    @Test
    void fiveWrongProofsMustFallWithinAQuarterOfAnHour() {
        assertThat(LockRules.lockedUntil(spread(Duration.ofMinutes(15)))).isEmpty();
        assertThat(LockRules.lockedUntil(spread(Duration.ofMinutes(15).minusMillis(1))))
                .isPresent();
    }

    @Test
    void eachFurtherLockLastsTwiceAsLongUpToFourHours() {
        assertThat(lengthAfter(1)).isEqualTo(Duration.ofMinutes(5));
        assertThat(lengthAfter(2)).isEqualTo(Duration.ofMinutes(10));
        assertThat(lengthAfter(6)).isEqualTo(Duration.ofMinutes(160));
        assertThat(lengthAfter(7)).isEqualTo(Duration.ofHours(4));
        assertThat(lengthAfter(9)).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void anAddressFailsThirtyTimesInAQuarterOfAnHour() {
        AddressLimit limit = new AddressLimit();
        IntStream.range(0, 29).forEach(i -> limit.failed("10.0.0.7", NINE));
        assertThat(limit.isOpen("10.0.0.7", NINE)).isTrue();
        limit.failed("10.0.0.7", NINE);
        assertThat(limit.isOpen("10.0.0.7", NINE)).isFalse();
        assertThat(limit.isOpen("10.0.0.8", NINE)).isTrue();
        assertThat(limit.isOpen("10.0.0.7", NINE.plus(AddressLimit.WINDOW).minusMillis(1)))
                .isFalse();
        assertThat(limit.isOpen("10.0.0.7", NINE.plus(AddressLimit.WINDOW))).isTrue();
    }

    private static Duration lengthAfter(int locks) {
        List<Instant> failures = failures(LockRules.WRONG * locks);
        return Duration.between(
                failures.getLast(), LockRules.lockedUntil(failures).orElseThrow());
    }

    private static List<Instant> failures(int number) {
        return IntStream.range(0, number).mapToObj(NINE::plusSeconds).toList();
    }

    /** Four at once and the fifth after some time. */
    private static List<Instant> spread(Duration last) {
        return Stream.concat(Stream.generate(() -> NINE).limit(4), Stream.of(NINE.plus(last)))
                .toList();
    }
}
