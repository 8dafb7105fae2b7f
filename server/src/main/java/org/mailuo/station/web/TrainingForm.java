package org.mailuo.station.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailuo.station.NewTraining;

/** A training that somebody passed. */
record TrainingForm(
        @NotBlank @Size(max = 80) String subject,
        @NotBlank @Size(max = 80) String trainer,
        @NotNull @Nullable LocalDate on,
        @NotNull @Nullable LocalDate counts) {

    static TrainingForm empty(LocalDate today) {
        return new TrainingForm("", "", today, today.plusYears(1));
    }

    NewTraining training() {
        return new NewTraining(
                subject.strip(), trainer.strip(), Objects.requireNonNull(on), Objects.requireNonNull(counts));
    }
}
