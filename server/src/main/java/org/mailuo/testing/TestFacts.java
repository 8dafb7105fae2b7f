package org.mailuo.testing;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the release asks of the laboratory (REL 4, 5, 6, 11).
 *
 * @param conclusion the one in force; null if none was drawn
 * @param allFinal every marker had its final result, and nothing was entered since
 * @param testers who ran or entered anything of this donation
 */
public record TestFacts(@Nullable Conclusion conclusion, boolean allFinal, Set<UUID> testers) {
    public TestFacts {
        testers = Set.copyOf(testers);
    }
}
