package org.mailuo.distribution;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Reason;
import org.mailuo.units.Bag;

/**
 * A bag that left, and what became of it.
 *
 * @param fate null while the hospital owes it
 * @param patientRef the patient who got it, by the hospital's pseudonym
 */
public record IssuedBag(
        OrderId order,
        int lineNumber,
        Bag bag,
        List<Reason> remarks,
        Instant issuedAt,
        UUID issuedBy,
        UUID checkedBy,
        @Nullable Instant receivedAt,
        @Nullable Fate fate,
        @Nullable String patientRef,
        @Nullable Instant happenedAt) {
    public IssuedBag {
        remarks = List.copyOf(remarks);
    }
}
