package org.mailuo.hospitals;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.mailuo.shared.Decision;

/** What must be true of a hospital. */
final class HospitalRules {
    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,11}");

    private HospitalRules() {}

    /**
     * RULE D2: nothing is ordered by or issued to a hospital without a contract. PARAM: the last day stands with each
     * hospital; a station that needs no contracts sets it far ahead.
     */
    static Decision mayBeSupplied(Hospital hospital, LocalDate day) {
        return hospital.hasContractOn(day)
                ? Decision.ALLOWED
                : Decision.refuse("hospitals.contract-ended", hospital.code(), hospital.contractUntil());
    }

    static Decision mayBeRegistered(NewHospital hospital) {
        return Decision.all(
                CODE.matcher(hospital.code()).matches()
                        ? Decision.ALLOWED
                        : Decision.refuse("hospitals.code-shape", hospital.code()),
                isFilled(hospital.nameZh(), 100) && isFilled(hospital.nameEn(), 100)
                        ? Decision.ALLOWED
                        : Decision.refuse("hospitals.name-missing"),
                isFilled(hospital.licenceNo(), 60) ? Decision.ALLOWED : Decision.refuse("hospitals.licence-missing"));
    }

    private static boolean isFilled(String text, int longest) {
        return !text.isBlank() && text.length() <= longest;
    }
}
