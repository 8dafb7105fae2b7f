package org.mailuo.hospitals;

import java.time.LocalDate;
import java.util.Locale;

/** A hospital as registered; {@code contractUntil} is the last day on which it may order and be issued blood. */
public record Hospital(
        HospitalId id, String code, String nameZh, String nameEn, String licenceNo, LocalDate contractUntil) {

    public String name(Locale locale) {
        return locale.getLanguage().equals("zh") ? nameZh : nameEn;
    }

    public boolean hasContractOn(LocalDate day) {
        return !day.isAfter(contractUntil);
    }
}
