package org.mailuo.donors;

import java.time.Instant;
import java.time.LocalDate;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.Sex;

/**
 * A person who gives or wants to give.
 *
 * @param number the donor number, given once by the station and printed on his card
 * @param phone as he gave it; empty if he has none
 */
public record Donor(
        DonorId id,
        long number,
        String name,
        Sex sex,
        LocalDate bornOn,
        IdentityDocument document,
        String phone,
        Instant registeredAt) {

    /** The id only: a donor in a log line or an error page gives nothing away. */
    @Override
    public String toString() {
        return "Donor " + id;
    }
}
