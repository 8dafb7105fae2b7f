package org.mailuo.units;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.BagId;

/**
 * One line of a bag's history, written by the database with the change itself.
 *
 * @param action what was being done, {@code module.verb}
 * @param actor login name of the author at the time
 * @param from null for the first event
 */
public record BagEvent(
        BagId bag,
        Instant at,
        UUID actorId,
        String actor,
        String action,
        @Nullable BagStatus from,
        BagStatus to,
        @Nullable String place,
        int openHolds,
        @Nullable String note,
        UUID commandId) {}
