package org.mailuo.donors;

import java.time.Instant;
import java.time.LocalDate;
import org.mailuo.shared.Sex;

/**
 * A person who gives or wants to give. Documents, phone and address are {@link Particulars}.
 *
 * @param number the donor number, given once by the station and printed on his card
 */
public record Donor(DonorId id, long number, String name, Sex sex, LocalDate bornOn, Instant registeredAt) {

    /** The id only: a donor in a log line or an error page gives nothing away. */
    @Override
    public String toString() {
        return "Donor " + id;
    }
}
