package org.mailuo.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailuo.distribution.CompatibilityTables.Pair;
import org.mailuo.products.Family;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RhD;

class CompatibilityRulesTest {
    @Test
    void thePageHasEveryPairOfEveryFamily() {
        assertThat(CompatibilityTables.all())
                .hasSize(Family.values().length * 64)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void everyPairIsAnsweredAsThePageHasIt(Family family) {
        for (Pair pair : CompatibilityTables.all()) {
            if (pair.family() == family) {
                assertThat(CompatibilityRules.mayReceive(family, pair.patient(), pair.donor())
                                .isAllowed())
                        .as("%s: %s for %s", family, pair.donor(), pair.patient())
                        .isEqualTo(pair.allowed());
            }
        }
    }

    @Test
    void anAPositiveBagDoesNotGoOnAnONegativeOrder() {
        assertThat(CompatibilityRules.mayReceive(Family.RED_CELLS, BloodGroup.of("O-"), BloodGroup.of("A+"))
                        .reasons())
                .containsExactly(Reason.of("distribution.incompatible", "A+", "O-", "RED_CELLS"));
    }

    @Test
    void anRhdNegativePatientGetsRhdNegativeRedCellsOnly() {
        for (BloodGroup patient : BloodGroup.all()) {
            if (patient.rhd() == RhD.NEGATIVE) {
                assertThat(CompatibilityRules.donors(Family.RED_CELLS, patient))
                        .isNotEmpty()
                        .allMatch(donor -> donor.rhd() == RhD.NEGATIVE);
            }
        }
    }

    @Test
    void ruleC0WholeBloodIsForTheIdenticalGroupOnly() {
        for (BloodGroup patient : BloodGroup.all()) {
            assertThat(CompatibilityRules.donors(Family.WHOLE_BLOOD, patient)).containsExactly(patient);
        }
    }
}
