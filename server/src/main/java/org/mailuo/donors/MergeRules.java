package org.mailuo.donors;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Decision;

/** When two records may be made one person. */
final class MergeRules {
    private MergeRules() {}

    /** A record of a person: what is compared before it is merged. */
    record Side(Donor donor, boolean isMerged, Set<BloodGroup> groups) {}

    /** RULE I4: into the record that stands for the person, with a reason, every difference confirmed by name. */
    static Decision mayMerge(Side merged, Side into, String reason, Set<Difference> confirmed) {
        return Decision.all(
                merged.donor().id().equals(into.donor().id())
                        ? Decision.refuse("donors.merge-itself")
                        : Decision.ALLOWED,
                notMerged(merged),
                notMerged(into),
                hasReason(reason),
                isConfirmed(differences(merged, into), confirmed));
    }

    private static Decision notMerged(Side side) {
        return side.isMerged()
                ? Decision.refuse("donors.merge-merged", side.donor().number())
                : Decision.ALLOWED;
    }

    static Decision hasReason(String reason) {
        return reason.isBlank() || reason.length() > 500 ? Decision.refuse("donors.merge-reason") : Decision.ALLOWED;
    }

    static Set<Difference> differences(Side merged, Side into) {
        Set<Difference> found = EnumSet.noneOf(Difference.class);
        if (merged.donor().sex() != into.donor().sex()) {
            found.add(Difference.SEX);
        }
        if (!merged.donor().bornOn().equals(into.donor().bornOn())) {
            found.add(Difference.BORN_ON);
        }
        Set<BloodGroup> groups = new HashSet<>(merged.groups());
        groups.addAll(into.groups());
        if (groups.size() > 1) {
            found.add(Difference.BLOOD_GROUP);
        }
        return found;
    }

    private static Decision isConfirmed(Set<Difference> differences, Set<Difference> confirmed) {
        return Decision.all(differences.stream()
                .filter(difference -> !confirmed.contains(difference))
                .map(difference -> Decision.refuse("donors.merge-difference", difference)));
    }
}
