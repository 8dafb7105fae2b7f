package org.mailuo.units;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.BagId;

/**
 * Something that keeps a bag from being released, labelled, reserved or issued.
 *
 * @param detail a code that says more, never personal data
 * @param cause the {@link Cause} that opened it; null if it was opened for this bag alone
 * @param origin the ancestor's hold from which it came; null where it was opened
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
        @Nullable String liftReason,
        @Nullable UUID cause,
        @Nullable UUID origin) {}
