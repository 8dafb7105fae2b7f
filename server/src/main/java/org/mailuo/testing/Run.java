package org.mailuo.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run as it stands now.
 *
 * @param operatorLogin as it was when the run was opened
 * @param results how many results it holds, corrected ones included
 * @param donations how many donations they are of
 */
public record Run(
        RunId id,
        String assay,
        Set<Marker> markers,
        String manufacturer,
        String lot,
        LocalDate lotExpires,
        String instrument,
        Instant startedAt,
        LocalDate startedOn,
        UUID operator,
        String operatorLogin,
        boolean controlsIn,
        RunState state,
        @Nullable Instant reviewedAt,
        @Nullable UUID reviewedBy,
        int results,
        int donations) {
    public Run {
        markers = Set.copyOf(markers);
    }
}
