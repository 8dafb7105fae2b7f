package org.mailuo.station.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Duty;
import org.mailuo.station.NewStaff;
import org.mailuo.station.NewTraining;

/** A new person with the first training and authorisation. */
record StaffForm(
        @NotBlank @Size(max = 40) String login,
        @NotBlank @Size(max = 80) String name,
        @NotEmpty Set<Duty> duties,
        @NotBlank @Size(max = 80) String subject,
        @NotBlank @Size(max = 80) String trainer,
        @NotNull @Nullable LocalDate from,
        @NotNull @Nullable LocalDate until) {

    static StaffForm empty(LocalDate today) {
        return new StaffForm("", "", Set.of(), "", "", today, today.plusYears(1));
    }

    NewStaff person() {
        return NewStaff.withTemporaryPassword(login, name);
    }

    NewTraining training() {
        return new NewTraining(subject, trainer, Objects.requireNonNull(from), Objects.requireNonNull(until));
    }
}
