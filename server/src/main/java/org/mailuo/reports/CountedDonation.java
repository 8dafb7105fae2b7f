package org.mailuo.reports;

import java.time.LocalDate;
import org.mailuo.shared.DonationNumber;

/** @param standing {@code FIT}, {@code UNFIT}, {@code PENDING} or {@code FAILED} */
public record CountedDonation(
        DonationNumber din, LocalDate donatedOn, String kind, int drawnMl, String standing, long bags) {}
