package org.mailuo.station.web;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Duty;

/** Duties from one day to another. */
record AuthorisationForm(
        @NotEmpty Set<Duty> duties,
        @NotNull @Nullable LocalDate from,
        @NotNull @Nullable LocalDate until) {

    static AuthorisationForm empty(LocalDate today) {
        return new AuthorisationForm(Set.of(), today, today.plusYears(1));
    }
}
