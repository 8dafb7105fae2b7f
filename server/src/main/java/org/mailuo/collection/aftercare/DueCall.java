package org.mailuo.collection.aftercare;

import java.time.Instant;
import org.mailuo.donors.DonorId;
import org.mailuo.shared.DonationNumber;
import org.mailuo.units.CauseId;

/**
 * A donor to be asked how he is.
 *
 * @param dueAt when the waiting time was over
 * @param tries how often he was called in vain
 */
public record DueCall(CauseId window, DonationNumber din, DonorId donor, Instant dueAt, int tries) {}
