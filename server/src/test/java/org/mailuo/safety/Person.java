package org.mailuo.safety;

import java.util.Set;
import org.mailuo.shared.Duty;

/** Who works in every station of these histories, honest or not. */
enum Person {
    NURSE(Duty.REGISTER, Duty.EXAMINE, Duty.COLLECT),
    TESTER(Duty.TEST),
    /** Tests too, so that he must not review what he entered. */
    COLLEAGUE(Duty.TEST, Duty.REVIEW),
    REVIEWER(Duty.REVIEW),
    MAKER(Duty.MAKE),
    RELEASER(Duty.RELEASE),
    PRINTER(Duty.LABEL),
    KEEPER(Duty.STORE),
    CLERK(Duty.DISTRIBUTE),
    CHECKER(Duty.DISTRIBUTE),
    QUALITY(Duty.QUALITY),
    ADMIN(Duty.ADMINISTER),
    /** May do all of it, and tries to approve himself. */
    ALLROUND(Duty.TEST, Duty.REVIEW, Duty.MAKE, Duty.RELEASE, Duty.LABEL, Duty.STORE, Duty.DISTRIBUTE, Duty.QUALITY),
    /** Was authorised for all of it, years ago. */
    LAPSED(Duty.TEST, Duty.REVIEW, Duty.MAKE, Duty.RELEASE, Duty.LABEL, Duty.STORE, Duty.DISTRIBUTE, Duty.QUALITY);

    private final Set<Duty> duties;

    Person(Duty... duties) {
        this.duties = Set.of(duties);
    }

    Set<Duty> duties() {
        return duties;
    }
}
