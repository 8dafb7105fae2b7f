package org.mailuo.units;

import java.util.Set;

/** Where a bag stands. A hold is not a status: a bag has zero or more open holds beside it. */
public enum BagStatus {
    QUARANTINE,
    AVAILABLE,
    RESERVED,
    ISSUED,
    RECEIVED,
    TRANSFUSED,
    /** Made into other bags. */
    CONSUMED,
    /** Sent to another station. */
    TRANSFERRED,
    RETURNED,
    DISCARDED;

    /** Which status may come next (FACTS 2.8); {@code units.may_follow} in the database says the same. */
    public Set<BagStatus> next() {
        return switch (this) {
            case QUARANTINE -> Set.of(AVAILABLE, CONSUMED, DISCARDED, TRANSFERRED);
            case AVAILABLE -> Set.of(RESERVED, CONSUMED, DISCARDED, TRANSFERRED);
            case RESERVED -> Set.of(AVAILABLE, ISSUED, DISCARDED);
            case ISSUED -> Set.of(RECEIVED, RETURNED, DISCARDED);
            case RECEIVED -> Set.of(TRANSFUSED, RETURNED, DISCARDED);
            case RETURNED, TRANSFERRED -> Set.of(DISCARDED);
            case TRANSFUSED, CONSUMED, DISCARDED -> Set.of();
        };
    }

    public boolean isInStation() {
        return this == QUARANTINE || this == AVAILABLE || this == RESERVED;
    }
}
