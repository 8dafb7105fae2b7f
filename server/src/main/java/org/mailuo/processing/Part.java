package org.mailuo.processing;

import org.jspecify.annotations.Nullable;
import org.mailuo.products.BagSystem;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;

/**
 * One bag to be made.
 *
 * @param division {@code 00} undivided, otherwise what tells it from its twins
 * @param volume as weighed
 * @param additive the additive solution added now, such as {@code MAP}; null if none was
 * @param system open if the bag was entered
 */
public record Part(
        ProductCode product,
        String division,
        Millilitres volume,
        @Nullable String additive,
        BagSystem system) {
    public Part {
        if (!division.matches("[0-9A-Za-z]{2}")) {
            throw new IllegalArgumentException("Not a division: " + division);
        }
    }

    public Part(ProductCode product, String division, Millilitres volume) {
        this(product, division, volume, null, BagSystem.CLOSED);
    }
}
