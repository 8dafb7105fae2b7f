package org.mailuo.testing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.DonationNumber;

/**
 * A result to be entered.
 *
 * @param outcome one of {@link Outcome}
 * @param value the measured value: S/CO, Ct, or U/L for ALT
 * @param reason needed for a correction, or for a further test of a marker that has its result; never personal data
 */
public record NewResult(
        DonationNumber din,
        Marker marker,
        String outcome,
        @Nullable BigDecimal value,
        @Nullable String reason) {
    public NewResult(DonationNumber din, Marker marker, String outcome) {
        this(din, marker, outcome, null, null);
    }
}
