package org.mailuo.hospitals.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailuo.hospitals.NewHospital;
import org.springframework.format.annotation.DateTimeFormat;

/** A hospital as typed. */
record HospitalForm(
        @NotBlank @Nullable String code,
        @NotBlank @Nullable String nameZh,
        @NotBlank @Nullable String nameEn,
        @NotBlank @Nullable String licenceNo,

        @NotNull @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate contractUntil) {

    static HospitalForm empty() {
        return new HospitalForm("", "", "", "", null);
    }

    /** After validation. */
    NewHospital hospital() {
        return new NewHospital(
                text(code).toUpperCase(Locale.ROOT),
                text(nameZh),
                text(nameEn),
                text(licenceNo),
                Objects.requireNonNull(contractUntil));
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNull(typed).strip();
    }
}
