package org.mailuo.shared;

import java.util.regex.Pattern;

/** A component of the product catalogue, by the station's own short code such as {@code LRC} or {@code FFP}. */
public record ProductCode(String value) implements Comparable<ProductCode> {
    private static final Pattern SHAPE = Pattern.compile("[A-Z][A-Z0-9-]{1,11}");

    public ProductCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a product code: " + value);
        }
    }

    public static ProductCode of(String value) {
        return new ProductCode(value);
    }

    @Override
    public int compareTo(ProductCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
