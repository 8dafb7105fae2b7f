package org.mailuo.storage;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.mailuo.shared.BagId;

/** One run that took expired bags out. */
public record ExpiryRun(UUID id, Instant at, UUID by, List<BagId> bags) {
    public ExpiryRun {
        bags = List.copyOf(bags);
    }
}
