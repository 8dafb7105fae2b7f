package org.mailuo.testing.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailuo.testing.Marker;
import org.mailuo.testing.NewRun;
import org.springframework.format.annotation.DateTimeFormat;

/** A run about to be opened, as typed. */
record RunForm(
        @NotBlank @Size(max = 80) @Nullable String assay,
        @NotEmpty @Nullable Set<Marker> markers,
        @NotBlank @Size(max = 80) @Nullable String manufacturer,
        @NotBlank @Size(max = 40) @Nullable String lot,

        @NotNull @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate lotExpires,

        @NotBlank @Size(max = 80) @Nullable String instrument,
        @Nullable Boolean controlsIn) {
    static RunForm empty() {
        return new RunForm(null, Set.of(), null, null, null, null, null);
    }

    NewRun toRun() {
        return new NewRun(
                Objects.requireNonNull(assay),
                Objects.requireNonNull(markers),
                Objects.requireNonNull(manufacturer),
                Objects.requireNonNull(lot),
                Objects.requireNonNull(lotExpires),
                Objects.requireNonNull(instrument),
                Boolean.TRUE.equals(controlsIn));
    }
}
