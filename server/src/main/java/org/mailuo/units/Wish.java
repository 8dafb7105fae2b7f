package org.mailuo.units;

import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.ProductCode;

/** Up to so many bags of one product and group, asked of the ledger; one wish for each product and group. */
public record Wish(ProductCode product, BloodGroup group, int bags) {
    public Wish {
        if (bags < 1) {
            throw new IllegalArgumentException("A wish is for at least one bag");
        }
    }
}
