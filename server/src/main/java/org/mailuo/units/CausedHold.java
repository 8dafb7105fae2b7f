package org.mailuo.units;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bag and what one cause did to it.
 *
 * @param isCopy whether the hold came down from an ancestor
 */
public record CausedHold(
        Bag bag,
        UUID hold,
        boolean isCopy,
        @Nullable Instant liftedAt,
        @Nullable String liftReason) {
    public boolean isOpen() {
        return liftedAt == null;
    }
}
