package org.mailuo.station.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Duty;
import org.mailuo.station.StationChange;
import org.mailuo.station.StationView;

/** What of a station's data may be changed. */
record StationForm(
        @NotBlank @Size(max = 80) String nameZh,
        @NotBlank @Size(max = 80) String nameEn,
        @NotBlank @Size(max = 60) String licenceNumber,
        @NotNull @Min(1) @Max(60) @Nullable Integer idleMinutes,
        @Nullable Set<Duty> secondFactorFor) {

    static StationForm of(StationView station) {
        return new StationForm(
                station.nameZh(),
                station.nameEn(),
                station.licenceNumber(),
                station.idleMinutes(),
                station.secondFactorFor());
    }

    StationChange change() {
        return new StationChange(
                nameZh,
                nameEn,
                licenceNumber,
                Objects.requireNonNull(idleMinutes),
                secondFactorFor == null ? Set.of() : secondFactorFor);
    }
}
