package org.mailuo.distribution;

import static org.mailuo.shared.RhD.NEGATIVE;
import static org.mailuo.shared.RhD.POSITIVE;

import java.util.List;
import org.mailuo.products.Family;
import org.mailuo.shared.Abo;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Decision;

/** Which bag may go to which patient (FACTS 6.2). {@code distribution.compatibility} in the database says the same. */
final class CompatibilityRules {
    private CompatibilityRules() {}

    /** Hard stop 13: what this refuses is issued to nobody, for no reason. */
    static Decision mayReceive(Family family, BloodGroup patient, BloodGroup donor) {
        return isCompatible(family, patient, donor)
                ? Decision.ALLOWED
                : Decision.refuse("distribution.incompatible", donor, patient, family);
    }

    static boolean isCompatible(Family family, BloodGroup patient, BloodGroup donor) {
        return switch (family) {
            case WHOLE_BLOOD -> donor.equals(patient);
            case RED_CELLS, GRANULOCYTES -> givesCells(donor.abo(), patient.abo()) && isRhdSafe(patient, donor);
            // The plasma around them decides; RhD is a preference, not a stop.
            case PLATELETS -> givesPlasma(donor.abo(), patient.abo());
            case PLASMA, CRYO -> givesPlasma(donor.abo(), patient.abo());
        };
    }

    /** The group that is wanted first (RULE C0); plasma and cryoprecipitate carry no RhD. */
    static boolean isIdentical(Family family, BloodGroup patient, BloodGroup donor) {
        return switch (family) {
            case PLASMA, CRYO -> donor.abo() == patient.abo();
            case WHOLE_BLOOD, RED_CELLS, GRANULOCYTES, PLATELETS -> donor.equals(patient);
        };
    }

    static List<BloodGroup> donors(Family family, BloodGroup patient) {
        return BloodGroup.all().stream()
                .filter(donor -> isCompatible(family, patient, donor))
                .toList();
    }

    private static boolean givesCells(Abo donor, Abo patient) {
        return donor == patient || donor == Abo.O || patient == Abo.AB;
    }

    /** The mirror image: AB plasma holds no antibody, O plasma both. */
    private static boolean givesPlasma(Abo donor, Abo patient) {
        return donor == patient || donor == Abo.AB || patient == Abo.O;
    }

    /** An RhD-negative patient gets RhD-negative cells only. */
    private static boolean isRhdSafe(BloodGroup patient, BloodGroup donor) {
        return patient.rhd() == POSITIVE || donor.rhd() == NEGATIVE;
    }
}
