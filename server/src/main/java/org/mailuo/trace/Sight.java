package org.mailuo.trace;

import java.util.EnumSet;
import java.util.Set;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;

/**
 * What of a tree a person may see (RULE P3): front-line staff learn that a bag stands still, never that a result was
 * reactive; patient references are for those who deal with hospitals.
 */
public record Sight(boolean results, boolean patients, boolean donors, boolean orders) {
    private static final Set<Duty> RESULTS =
            EnumSet.of(Duty.TEST, Duty.REVIEW, Duty.RELEASE, Duty.QUALITY, Duty.INSPECT);
    private static final Set<Duty> PATIENTS = EnumSet.of(Duty.DISTRIBUTE, Duty.QUALITY, Duty.INSPECT);
    private static final Set<Duty> DONORS =
            EnumSet.of(Duty.REGISTER, Duty.EXAMINE, Duty.COLLECT, Duty.QUALITY, Duty.INSPECT);
    private static final Set<Duty> ORDERS =
            EnumSet.of(Duty.DISTRIBUTE, Duty.HOSPITAL, Duty.QUALITY, Duty.DIRECT, Duty.INSPECT);

    public static Sight of(Actor actor) {
        return new Sight(has(actor, RESULTS), has(actor, PATIENTS), has(actor, DONORS), has(actor, ORDERS));
    }

    private static boolean has(Actor actor, Set<Duty> duties) {
        return duties.stream().anyMatch(actor::may);
    }
}
