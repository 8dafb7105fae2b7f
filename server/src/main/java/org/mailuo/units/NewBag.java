package org.mailuo.units;

import java.time.Instant;
import org.mailuo.shared.BagId;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;

/** A bag to be entered in the ledger; it starts in quarantine, without a group. Volumes in millilitres, 1 to 5000. */
public record NewBag(
        BagId id,
        DonationNumber din,
        ProductCode product,
        String division,
        Millilitres volume,
        Millilitres source,
        String anticoagulant,
        Instant collectedAt,
        Instant expiresAt) {}
