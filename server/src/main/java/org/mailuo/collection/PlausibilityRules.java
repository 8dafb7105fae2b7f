package org.mailuo.collection;

import static org.mailuo.shared.Decision.ALLOWED;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.mailuo.shared.Decision;

/**
 * What no living donor shows is a slip of the hand, not a finding: it is sent back and nothing is decided. The bounds are
 * those of life, far outside any rule of eligibility.
 */
final class PlausibilityRules {
    private PlausibilityRules() {}

    static Decision isPossible(Examination examination) {
        return Decision.all(
                Decision.all(Stream.of(Reading.values()).map(reading -> isPossible(reading, examination))),
                examination.vitals().systolic() > examination.vitals().diastolic()
                        ? ALLOWED
                        : Decision.refuse("collection.pressure-swapped"));
    }

    private static Decision isPossible(Reading reading, Examination examination) {
        return reading.of(examination).map(value -> isPossible(reading, value)).orElse(ALLOWED);
    }

    static Decision isPossible(Reading reading, BigDecimal value) {
        return switch (reading) {
            case WEIGHT -> between(reading, value, "20", "300");
            case SYSTOLIC -> between(reading, value, "40", "300");
            case DIASTOLIC -> between(reading, value, "20", "200");
            case PULSE -> between(reading, value, "20", "250");
            case TEMPERATURE -> between(reading, value, "30", "45");
            case HAEMOGLOBIN -> between(reading, value, "20", "260");
            case COPPER_SULPHATE -> between(reading, value, "1.02", "1.09");
            case ALT -> between(reading, value, "0", "10000");
            case HAEMATOCRIT -> between(reading, value, "0.1", "0.8");
            case PLATELETS, PLATELETS_AFTER -> between(reading, value, "1", "3000");
            case PULSE_PRESSURE -> ALLOWED;
        };
    }

    private static Decision between(Reading reading, BigDecimal value, String low, String high) {
        return value.compareTo(new BigDecimal(low)) >= 0 && value.compareTo(new BigDecimal(high)) <= 0
                ? ALLOWED
                : Decision.refuse("collection.impossible", reading, value.toPlainString(), low, high);
    }
}
