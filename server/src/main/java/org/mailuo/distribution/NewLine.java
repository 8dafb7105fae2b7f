package org.mailuo.distribution;

import org.jspecify.annotations.Nullable;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.ProductCode;

/**
 * So many bags of one product for one group.
 *
 * @param group the patient's group, or the group wanted for stock
 * @param quantity bags, 1 to 999
 * @param patientRef the hospital's own pseudonym, letters, digits and hyphens; null for stock
 */
public record NewLine(
        ProductCode product,
        BloodGroup group,
        int quantity,
        @Nullable String patientRef) {}
