package org.mailuo.distribution;

import java.util.List;
import org.mailuo.shared.Reason;
import org.mailuo.units.Bag;

/**
 * A bag reserved for a line.
 *
 * @param remarks why it was taken although it is not the identical group (RULE C0); empty if it is
 */
public record AllocatedBag(int lineNumber, Bag bag, List<Reason> remarks) {
    public AllocatedBag {
        remarks = List.copyOf(remarks);
    }
}
