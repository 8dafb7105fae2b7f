package org.mailuo.collection;

import java.time.LocalDate;

/** As much of an earlier donation as the intervals need. */
record PastDonation(DonationKind kind, LocalDate on, int drawnMl, Donation.Outcome outcome) {}
