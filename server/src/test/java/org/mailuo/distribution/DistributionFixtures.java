package org.mailuo.distribution;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.mailuo.products.Family;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;

/** Bags and lines for the tests of this module. */
final class DistributionFixtures {
    static final Instant NOW = Instant.parse("2026-03-09T02:00:00Z");
    private static final AtomicInteger NEXT = new AtomicInteger();

    private DistributionFixtures() {}

    static Bag aBag(String product, String group, Duration left) {
        int number = NEXT.incrementAndGet();
        return new Bag(
                new BagId(new UUID(0, number)),
                DonationNumber.of("A9999", 26, number),
                ProductCode.of(product),
                "00",
                Millilitres.of(200),
                Millilitres.of(400),
                "CPDA-1",
                NOW.minus(Duration.ofDays(2)),
                NOW.plus(left),
                BloodGroup.of(group),
                BagStatus.AVAILABLE,
                0,
                null,
                new UUID(1, 1),
                NOW.minusSeconds(600),
                NOW.minusSeconds(300),
                null);
    }

    static Bag redCells(String group, int days) {
        return aBag("LRC", group, Duration.ofDays(days));
    }

    static OrderLine aLine(int number, String group, int quantity) {
        return new OrderLine(
                number, ProductCode.of("LRC"), Family.RED_CELLS, BloodGroup.of(group), quantity, null, 0, 0);
    }
}
