package org.mailuo.donors;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two records found to be one person.
 *
 * @param merged the record that points to the other from then on
 * @param into the record that stands for the person
 * @param undoneAt when it was taken back; null while it holds
 */
public record Merge(
        UUID id,
        DonorId merged,
        long mergedNumber,
        DonorId into,
        long intoNumber,
        String reason,
        List<Difference> differences,
        Instant mergedAt,
        @Nullable Instant undoneAt,
        @Nullable String undoReason) {
    public Merge {
        differences = List.copyOf(differences);
    }
}
