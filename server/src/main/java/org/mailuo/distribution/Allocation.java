package org.mailuo.distribution;

import java.util.List;
import org.mailuo.shared.Reason;

/**
 * What an allocation did.
 *
 * @param added bags reserved now
 * @param dropped how many earlier reservations could no longer be issued and were given up
 * @param missing one reason for each line that stays short
 */
public record Allocation(List<AllocatedBag> added, int dropped, List<Reason> missing) {
    public Allocation {
        added = List.copyOf(added);
        missing = List.copyOf(missing);
    }

    public boolean isComplete() {
        return missing.isEmpty();
    }
}
