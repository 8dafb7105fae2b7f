package org.mailuo.station;

import java.time.LocalDate;
import java.util.UUID;

/** What a person was taught, by whom, and the last day on which it counts. Authorisations hang on it. */
public record Training(UUID id, String subject, String trainer, LocalDate on, LocalDate until) {

    public boolean covers(LocalDate from, LocalDate until) {
        return !from.isBefore(on) && !until.isAfter(this.until);
    }
}
