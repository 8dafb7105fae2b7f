package org.mailuo.units;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.ProductCode;

/**
 * A danger to blood, as it is entered.
 *
 * @param subject which one of its scope, such as a lot or a donation number
 * @param from the first moment concerned; null without limit
 * @param until the first moment not concerned any more; null while it goes on
 * @param code why, a code of the source with 2 to 30 characters
 * @param detail what everybody may read on the bag; never why a donor is concerned (RULE P3)
 * @param note what quality management should know; up to 500 characters, never personal data
 * @param exempt products that it does not hold (RULE H3)
 */
public record NewCause(
        HoldReason reason,
        CauseScope scope,
        String subject,
        @Nullable Instant from,
        @Nullable Instant until,
        String code,
        String detail,
        String note,
        List<ProductCode> exempt) {
    public NewCause {
        exempt = List.copyOf(exempt);
    }

    public static NewCause ofDonation(HoldReason reason, DonationNumber din, String code, String detail) {
        return new NewCause(reason, CauseScope.DONATION, din.value(), null, null, code, detail, "", List.of());
    }
}
