package org.mailuo.release.labelling;

import java.util.regex.Pattern;

/**
 * The eight characters of data structure 003: product description (5), collection type (1) and division (2), such as
 * {@code D0005V00}. Descriptions of blood components begin with E or F (licensed table), A to C (national) or D (the
 * station's own). Division {@code 99} is refused: it needs data structure 032, which is not in use here.
 */
public record IsbtProductCode(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-F][0-9A-Z]{4}[0VA1D245FCPGRrTX36](00|[A-Z][0a-z])");

    public IsbtProductCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an ISBT 128 product code: " + value);
        }
    }

    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    public String description() {
        return value.substring(0, 5);
    }

    public char collectionType() {
        return value.charAt(5);
    }

    /** {@code 00} when the bag was not divided. */
    public String division() {
        return value.substring(6);
    }

    public boolean isVolunteer() {
        return collectionType() == 'V';
    }

    /** Whether the bag is meant for any patient: only then may the default blood-group code stand beside it. */
    public boolean isForAnyPatient() {
        return "0VFCP".indexOf(collectionType()) >= 0;
    }

    @Override
    public String toString() {
        return value;
    }
}
