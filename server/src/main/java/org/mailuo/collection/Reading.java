package org.mailuo.collection;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A number of the examination that a rule set may limit. */
enum Reading {
    /** kg */
    WEIGHT,
    /** mmHg */
    SYSTOLIC,
    /** mmHg */
    DIASTOLIC,
    /** mmHg, always computed here (RULE E7) */
    PULSE_PRESSURE,
    /** beats a minute */
    PULSE,
    /** °C */
    TEMPERATURE,
    /** g/L */
    HAEMOGLOBIN,
    /** specific gravity */
    COPPER_SULPHATE,
    /** U/L */
    ALT,
    /** fraction */
    HAEMATOCRIT,
    /** 10⁹/L */
    PLATELETS,
    /** 10⁹/L */
    PLATELETS_AFTER;

    Optional<BigDecimal> of(Examination examination) {
        Examination.Vitals vitals = examination.vitals();
        Examination.Blood blood = examination.blood();
        return switch (this) {
            case WEIGHT -> Optional.of(vitals.weight());
            case SYSTOLIC -> whole(vitals.systolic());
            case DIASTOLIC -> whole(vitals.diastolic());
            case PULSE_PRESSURE -> whole(vitals.systolic() - vitals.diastolic());
            case PULSE -> whole(vitals.pulse());
            case TEMPERATURE -> Optional.ofNullable(vitals.temperature());
            case HAEMOGLOBIN -> whole(blood.haemoglobin());
            case COPPER_SULPHATE -> Optional.ofNullable(blood.copperSulphate());
            case ALT -> whole(blood.alt());
            case HAEMATOCRIT -> Optional.ofNullable(blood.haematocrit());
            case PLATELETS -> whole(blood.platelets());
            case PLATELETS_AFTER -> whole(blood.plateletsAfter());
        };
    }

    private static Optional<BigDecimal> whole(@Nullable Integer value) {
        return Optional.ofNullable(value).map(BigDecimal::valueOf);
    }
}
