package org.mailuo.testing;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes that a result may have, as they stand in the database.
 *
 * <p>Serology: {@link #NON_REACTIVE}, {@link #GREY}, {@link #REACTIVE}. Nucleic acid: the same without grey. ALT:
 * {@link #MEASURED} with its value in U/L. RhD: {@link #POSITIVE} or {@link #NEGATIVE} of the first test, then
 * {@link #IAT_POSITIVE} (weak D) or {@link #IAT_NEGATIVE} of the antiglobulin test. ABO: the reaction with A and with B,
 * each {@code +}, {@code -} or {@code ?} (weak, mixed field), such as {@code A+B-}; forward may add anti-H ({@code H+}),
 * reverse the O cells ({@code O-}). Everything may be {@link #INVALID}, which never counts as a result.
 */
public final class Outcome {
    public static final String NON_REACTIVE = "NON_REACTIVE";
    public static final String REACTIVE = "REACTIVE";
    public static final String GREY = "GREY";
    public static final String INVALID = "INVALID";
    public static final String MEASURED = "MEASURED";
    public static final String POSITIVE = "POSITIVE";
    public static final String NEGATIVE = "NEGATIVE";
    public static final String IAT_POSITIVE = "IAT_POSITIVE";
    public static final String IAT_NEGATIVE = "IAT_NEGATIVE";

    private static final Pattern FORWARD = Pattern.compile("A[-+?]B[-+?](H[-+?])?");
    private static final Pattern REVERSE = Pattern.compile("A[-+?]B[-+?](O[-+?])?");
    private static final BigDecimal HIGHEST = BigDecimal.valueOf(99_999);

    private Outcome() {}

    /** Whether the marker can have this outcome; ALT also needs a value from 0 to 99999 U/L. */
    public static boolean isPossible(Marker marker, String outcome, @Nullable BigDecimal value) {
        if (outcome.equals(INVALID)) {
            return true;
        }
        return switch (marker) {
            case HBSAG, ANTI_HCV, HIV_AGAB, TP_1, TP_2 ->
                outcome.equals(NON_REACTIVE) || outcome.equals(GREY) || outcome.equals(REACTIVE);
            case HBV_DNA, HCV_RNA, HIV_RNA -> outcome.equals(NON_REACTIVE) || outcome.equals(REACTIVE);
            case ALT ->
                outcome.equals(MEASURED) && value != null && value.signum() >= 0 && value.compareTo(HIGHEST) <= 0;
            case ABO_FORWARD -> FORWARD.matcher(outcome).matches();
            case ABO_REVERSE -> REVERSE.matcher(outcome).matches();
            case RHD ->
                outcome.equals(POSITIVE)
                        || outcome.equals(NEGATIVE)
                        || outcome.equals(IAT_POSITIVE)
                        || outcome.equals(IAT_NEGATIVE);
        };
    }
}
