package org.mailuo.collection.aftercare;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may be reported after giving, in the edition in force.
 *
 * @param code such as {@code EXCLUSION}, the donor's confidential wish that his blood be not used
 * @param days donations from so many days before the one reported on are concerned too; null means that one alone
 */
public record ReportReason(String code, @Nullable Integer days) {
    Optional<Integer> reachDays() {
        return Optional.ofNullable(days);
    }
}
