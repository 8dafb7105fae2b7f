package org.mailuo.units;

import java.time.Instant;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.ProductCode;

/** Bags of one product and group that may be reserved now, and when the first of them expires. */
public record Stock(ProductCode product, BloodGroup group, int bags, Instant firstExpiry) {}
