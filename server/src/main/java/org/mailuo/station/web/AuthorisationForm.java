package org.mailuo.station.web;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Duty;

/** Duties from one day to another, on the strength of a training. */
record AuthorisationForm(
        @NotEmpty Set<Duty> duties,
        @NotNull @Nullable UUID training,
        @NotNull @Nullable LocalDate from,
        @NotNull @Nullable LocalDate until) {

    static AuthorisationForm empty(LocalDate today) {
        return new AuthorisationForm(Set.of(), null, today, today.plusYears(1));
    }
}
