package org.mailuo.station.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.Locale;
import org.mailuo.station.NewStaff;
import org.mailuo.station.NewStation;

/** What the founder types. */
record SetupForm(
        @NotBlank String code,
        @NotBlank @Size(max = 80) String nameZh,
        @NotBlank @Size(max = 80) String nameEn,

        @NotBlank
        @Pattern(regexp = "\\s*[A-NP-Za-np-z1-9][0-9A-Za-z]{4}\\s*", message = "{reason.station.facility-shape}")
        String facility,

        @NotBlank @Size(max = 60) String licenceNumber,
        @NotBlank String zone,
        @NotBlank @Size(max = 40) String login,
        @NotBlank @Size(max = 80) String name,
        @NotBlank String password,
        @NotBlank String again) {
    private static final String RULES = "CN-GB18467-2011";

    static SetupForm empty() {
        return new SetupForm("", "", "", "", "", "Asia/Shanghai", "", "", "", "");
    }

    NewStation station() {
        return new NewStation(
                nameZh.strip(),
                nameEn.strip(),
                facility.strip().toUpperCase(Locale.ROOT),
                licenceNumber.strip(),
                ZoneId.of(zone),
                RULES);
    }

    NewStaff administrator() {
        return new NewStaff(login, name, password).withOwnPassword();
    }

    /** Without the passwords and the code. */
    @Override
    public String toString() {
        return "SetupForm[" + facility + "]";
    }
}
