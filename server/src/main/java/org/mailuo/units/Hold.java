package org.mailuo.units;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.BagId;

/**
 * Something that keeps a bag from being released, labelled, reserved or issued.
 *
 * @param detail a code that says more, never personal data
 * @param until when it may be reviewed at the earliest; null if no date is known. It never ends by itself.
 */
public record Hold(
        UUID id,
        BagId bag,
        HoldReason reason,
        String detail,
        Instant openedAt,
        @Nullable Instant until,
        @Nullable Instant liftedAt,
        @Nullable String liftReason) {}
