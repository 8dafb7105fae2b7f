package org.mailuo.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mailuo.collection.Visitors.sheet;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailuo.shared.Reason;

class PlausibilityRulesTest {
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "WEIGHT, 19.9, false",
        "WEIGHT, 20, true",
        "WEIGHT, 300, true",
        "WEIGHT, 300.1, false",
        "WEIGHT, 650, false",
        "SYSTOLIC, 39, false",
        "SYSTOLIC, 40, true",
        "SYSTOLIC, 300, true",
        "SYSTOLIC, 301, false",
        "SYSTOLIC, -120, false",
        "DIASTOLIC, 19, false",
        "DIASTOLIC, 20, true",
        "DIASTOLIC, 200, true",
        "DIASTOLIC, 201, false",
        "PULSE, 19, false",
        "PULSE, 20, true",
        "PULSE, 250, true",
        "PULSE, 251, false",
        "PULSE, 0, false",
        "TEMPERATURE, 29.9, false",
        "TEMPERATURE, 30, true",
        "TEMPERATURE, 45, true",
        "TEMPERATURE, 98.6, false",
        "HAEMOGLOBIN, 14, false",
        "HAEMOGLOBIN, 20, true",
        "HAEMOGLOBIN, 260, true",
        "HAEMOGLOBIN, 1450, false",
        "COPPER_SULPHATE, 1.0199, false",
        "COPPER_SULPHATE, 1.02, true",
        "COPPER_SULPHATE, 1.0901, false",
        "HAEMATOCRIT, 42, false",
        "HAEMATOCRIT, 0.42, true",
        "HAEMATOCRIT, 0.09, false",
        "PLATELETS, 0, false",
        "PLATELETS, 1, true",
        "PLATELETS, 250000, false",
        "ALT, -1, false",
        "ALT, 0, true",
    })
    void impossibleNumbersAreSentBack(Reading reading, String value, boolean possible) {
        assertThat(PlausibilityRules.isPossible(reading, new BigDecimal(value)).isAllowed())
                .isEqualTo(possible);
    }

    @Test
    void swappedPressuresAreSentBack() {
        assertThat(PlausibilityRules.isPossible(sheet(sheet -> {
                            sheet.systolic = 75;
                            sheet.diastolic = 120;
                        }))
                        .reasons())
                .containsExactly(Reason.of("collection.pressure-swapped"));
    }

    @Test
    void equalPressuresAreSentBackAndEveryImpossibleReadingIsNamed() {
        assertThat(PlausibilityRules.isPossible(sheet(sheet -> {
                            sheet.systolic = 90;
                            sheet.diastolic = 90;
                            sheet.pulse = 0;
                        }))
                        .reasons())
                .containsExactly(
                        Reason.of("collection.impossible", "PULSE", "0", "20", "250"),
                        Reason.of("collection.pressure-swapped"));
    }
}
