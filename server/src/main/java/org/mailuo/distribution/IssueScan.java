package org.mailuo.distribution;

import org.jspecify.annotations.Nullable;

/**
 * What the scanner read from one bag: the barcode of the donation number and the barcode of the product, which must name
 * the same allocated bag; the barcode of the group if it was scanned too.
 */
public record IssueScan(
        String dinCode, String productCode, @Nullable String groupCode) {
    public IssueScan(String dinCode, String productCode) {
        this(dinCode, productCode, null);
    }
}
