package org.mailuo.collection.aftercare;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mailuo.donors.DonorId;
import org.mailuo.shared.DonationNumber;

/**
 * What a donor told after giving.
 *
 * @param din the donation that he speaks of; null if he named none
 * @param code a {@link ReportReason}
 * @param toldAt when he told it
 * @param note what quality management should know, up to 500 characters; never a name or number of a person
 */
public record NewReport(
        DonorId donor, @Nullable DonationNumber din, String code, Channel channel, Instant toldAt, String note) {
    /** How the report came. */
    public enum Channel {
        PHONE,
        COUNTER,
        MESSAGE,
        LETTER
    }
}
