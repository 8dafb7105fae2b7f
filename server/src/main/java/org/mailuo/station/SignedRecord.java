package org.mailuo.station;

/**
 * A kind of record that is signed, supplied by the module that owns it. Its text names every value that the signer
 * vouches for, the same for the same rows on every machine: explicit columns, one order, times in UTC.
 *
 * @param kind {@code module.thing}; stored with each signature, so it never changes
 * @param query selects the text as the record stands now, or no row if there is none; asks for {@code :record}, a UUID,
 *     in {@code :station}
 */
public record SignedRecord(String kind, String query) {}
