package org.mailuo.distribution;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailuo.hospitals.HospitalId;

/**
 * An order as it stands now.
 *
 * @param number short and unique in the station, for people
 */
public record Order(
        OrderId id,
        long number,
        HospitalId hospital,
        Urgency urgency,
        Instant neededBy,
        Instant placedAt,
        OrderState state,
        @Nullable String declineReason,
        List<OrderLine> lines) {
    public Order {
        lines = List.copyOf(lines);
    }

    public int missing() {
        return declineReason == null
                ? lines.stream().mapToInt(OrderLine::missing).sum()
                : 0;
    }

    public int allocated() {
        return lines.stream().mapToInt(OrderLine::allocated).sum();
    }

    public int issued() {
        return lines.stream().mapToInt(OrderLine::issued).sum();
    }
}
