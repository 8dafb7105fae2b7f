package org.mailuo.release;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Reason;

/** What one signature released, and what it did not release, with every reason. */
public record BatchResult(UUID batchId, List<BagId> released, Map<BagId, List<Reason>> refused) {
    public BatchResult {
        released = List.copyOf(released);
        refused = Map.copyOf(refused);
    }
}
