package org.mailuo.distribution;

import java.time.Instant;
import org.mailuo.hospitals.HospitalId;

/** One row of the desk: an order and how many of its bags are how far. */
public record OrderSummary(
        OrderId id,
        long number,
        HospitalId hospital,
        Urgency urgency,
        Instant neededBy,
        Instant placedAt,
        OrderState state,
        int quantity,
        int allocated,
        int issued,
        int received,
        int fated) {

    public int toReceive() {
        return issued - received;
    }

    public int fatesOwed() {
        return received - fated;
    }
}
