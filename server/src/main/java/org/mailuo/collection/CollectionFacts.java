package org.mailuo.collection;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.mailuo.donors.Deferral;

/**
 * What the release must know of a collection.
 *
 * @param eligible the visit was decided as eligible
 * @param decidedBy who examined and signed
 * @param deferrals those that stood against the donor on the day, and permanent ones recorded since
 */
public record CollectionFacts(
        Donation donation,
        boolean eligible,
        UUID decidedBy,
        Instant decidedAt,
        String ruleSet,
        List<Deferral> deferrals) {
    public CollectionFacts {
        deferrals = List.copyOf(deferrals);
    }

    public boolean isDeferred() {
        return !deferrals.isEmpty();
    }
}
