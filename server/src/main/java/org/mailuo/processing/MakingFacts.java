package org.mailuo.processing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Reason;

/**
 * How a bag was made, for its release (REL 9 and 11).
 *
 * @param valid whether all limits of the process and of the volume were kept
 * @param findings why it is not valid
 */
public record MakingFacts(BagId bag, BagId parent, UUID madeBy, Instant madeAt, boolean valid, List<Reason> findings) {
    public MakingFacts {
        findings = List.copyOf(findings);
    }
}
