package org.mailuo.distribution;

import org.jspecify.annotations.Nullable;
import org.mailuo.products.Family;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.ProductCode;

/**
 * One line of an order with what was done for it.
 *
 * @param number from 1
 * @param allocated bags reserved and not yet issued
 */
public record OrderLine(
        int number,
        ProductCode product,
        Family family,
        BloodGroup group,
        int quantity,
        @Nullable String patientRef,
        int allocated,
        int issued) {

    public int missing() {
        return quantity - allocated - issued;
    }
}
