package org.mailuo.release;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Reason;

/** One decision about one bag as it was recorded. */
public record RecordedDecision(
        UUID batchId,
        Instant decidedAt,
        UUID decidedBy,
        String edition,
        boolean released,
        @Nullable BloodGroup group,
        List<Reason> reasons) {}
