package org.mailuo.donors;

import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.DonationNumber;

/** The group that the laboratory concluded for one donation of one donor. */
public record GroupRecord(DonorId donor, DonationNumber din, BloodGroup group) {}
