package org.mailuo.release;

import java.util.List;
import org.mailuo.shared.BagId;

/**
 * What was read back from a printed label.
 *
 * @param codes as the scanner sent them, any order: the four linear codes, or the one two-dimensional code
 */
public record LabelScan(BagId bag, List<String> codes) {
    public LabelScan {
        codes = List.copyOf(codes);
    }
}
