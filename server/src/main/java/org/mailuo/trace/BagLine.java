package org.mailuo.trace;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.units.BagStatus;
import org.mailuo.units.HoldReason;

/** @param heldSince when the oldest open hold was opened; null without a hold */
public record BagLine(
        BagId bag,
        DonationNumber din,
        ProductCode product,
        String division,
        Millilitres volume,
        @Nullable BloodGroup group,
        BagStatus status,
        Instant expiresAt,
        @Nullable String place,
        @Nullable String discardReason,
        List<HoldReason> holds,
        @Nullable Instant heldSince) {
    public BagLine {
        holds = List.copyOf(holds);
    }
}
