package org.mailuo.station;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Duty;

/** A person as the administrator sees him; the password is not part of it in any form. {@code seenAt} is the last sign-in. */
public record StaffView(
        StaffId id,
        String login,
        String name,
        boolean active,
        @Nullable UUID hospitalId,
        Instant openedAt,
        @Nullable Instant seenAt,
        List<Authorisation> authorisations) {

    private static final Duration UNUSED = Duration.ofDays(60);
    private static final int ENDING_DAYS = 30;

    public StaffView {
        authorisations = List.copyOf(authorisations);
    }

    /** May do a duty from one day to another, both included. */
    public record Authorisation(UUID id, Duty duty, LocalDate from, LocalDate until) {
        public boolean isValidOn(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(until);
        }
    }

    /** An open account that nobody used for so long should be closed. */
    public boolean isUnused(Instant now) {
        return active && (seenAt == null ? openedAt : seenAt).isBefore(now.minus(UNUSED));
    }

    /** The authorisations that end within a month and are not followed by another for the same duty. */
    public List<Authorisation> ending(LocalDate today) {
        LocalDate soon = today.plusDays(ENDING_DAYS);
        return authorisations.stream()
                .filter(one -> active && one.isValidOn(today) && one.until().isBefore(soon))
                .filter(one -> authorisations.stream()
                        .noneMatch(other -> other.duty() == one.duty()
                                && other.until().isAfter(one.until())
                                && !other.from().isAfter(one.until().plusDays(1))))
                .toList();
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
