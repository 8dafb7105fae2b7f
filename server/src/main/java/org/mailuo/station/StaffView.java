package org.mailuo.station;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Duty;

/** A person as the administrator sees him; the password is not part of it in any form. */
public record StaffView(
        StaffId id,
        String login,
        String name,
        boolean active,
        @Nullable UUID hospitalId,
        List<Authorisation> authorisations) {

    public StaffView {
        authorisations = List.copyOf(authorisations);
    }

    /** May do a duty from one day to another, both included. */
    public record Authorisation(UUID id, Duty duty, LocalDate from, LocalDate until) {
        public boolean isValidOn(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(until);
        }
    }

    public List<Duty> dutiesOn(LocalDate day) {
        return authorisations.stream()
                .filter(authorisation -> authorisation.isValidOn(day))
                .map(Authorisation::duty)
                .distinct()
                .sorted()
                .toList();
    }
}
