package org.mailuo.hospitals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mailuo.shared.Reason;

class HospitalRulesTest {
    private static final LocalDate LAST = LocalDate.of(2026, 3, 9);
    private static final Hospital HOSPITAL =
            new Hospital(new HospitalId(new UUID(0, 1)), "H01", "县医院", "County hospital", "L-1", LAST);

    @Test
    void ruleD2TheLastDayOfTheContractCounts() {
        assertThat(HospitalRules.mayBeSupplied(HOSPITAL, LAST.minusDays(1)).isAllowed())
                .isTrue();
        assertThat(HospitalRules.mayBeSupplied(HOSPITAL, LAST).isAllowed()).isTrue();
        assertThat(HospitalRules.mayBeSupplied(HOSPITAL, LAST.plusDays(1)).reasons())
                .containsExactly(Reason.of("hospitals.contract-ended", "H01", "2026-03-09"));
    }

    @Test
    void whatIsMissingIsSaidAllAtOnce() {
        assertThat(HospitalRules.mayBeRegistered(new NewHospital("h 1", " ", "x", "", LAST))
                        .reasons())
                .extracting(Reason::code)
                .containsExactly("hospitals.code-shape", "hospitals.name-missing", "hospitals.licence-missing");
        assertThat(HospitalRules.mayBeRegistered(new NewHospital("H01", "县医院", "County hospital", "L-1", LAST))
                        .isAllowed())
                .isTrue();
    }

    @Test
    void namesHaveUpTo100Signs() {
        assertThat(HospitalRules.mayBeRegistered(new NewHospital("H01", "医".repeat(100), "x".repeat(100), "L", LAST))
                        .isAllowed())
                .isTrue();
        assertThat(HospitalRules.mayBeRegistered(new NewHospital("H01", "医".repeat(101), "x", "L", LAST))
                        .isAllowed())
                .isFalse();
    }
}
