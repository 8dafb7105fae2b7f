package org.mailuo.safety;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.DonationNumber;
import org.mailuo.testing.Marker;
import org.mailuo.testing.NewResult;
import org.mailuo.testing.Outcome;

/** What an analyser says of one donation. */
enum Finding {
    GOOD,
    REACTIVE,
    GREY,
    /** The last of the panel's markers is not measured. */
    MISSING,
    INVALID,
    ALT_HIGH;

    /** @param group of the tube, which need not be the donor's @param reason for a further test, or null */
    List<NewResult> results(DonationNumber din, Panel panel, String group, @Nullable String reason) {
        List<NewResult> results = new ArrayList<>();
        for (Marker marker : panel.markers()) {
            results.add(result(din, marker, group, reason));
            if (marker == Marker.RHD && group.endsWith("-")) {
                results.add(new NewResult(din, marker, Outcome.IAT_NEGATIVE, null, reason));
            }
        }
        if (this == MISSING) {
            results.removeLast();
        }
        return results;
    }

    private NewResult result(DonationNumber din, Marker marker, String group, @Nullable String reason) {
        return switch (marker.method()) {
            case SEROLOGY -> new NewResult(din, marker, this == GREY ? Outcome.GREY : infection(), null, reason);
            case NUCLEIC_ACID -> new NewResult(din, marker, this == GREY ? Outcome.INVALID : infection(), null, reason);
            case CHEMISTRY ->
                new NewResult(din, marker, Outcome.MEASURED, new BigDecimal(this == ALT_HIGH ? "51" : "50"), reason);
            case GROUPING -> new NewResult(din, marker, grouping(marker, group), null, reason);
        };
    }

    private String infection() {
        return switch (this) {
            case REACTIVE -> Outcome.REACTIVE;
            case INVALID -> Outcome.INVALID;
            case GOOD, GREY, MISSING, ALT_HIGH -> Outcome.NON_REACTIVE;
        };
    }

    private String grouping(Marker marker, String group) {
        if (this == INVALID) {
            return Outcome.INVALID;
        }
        if (marker == Marker.RHD) {
            return group.endsWith("+") ? Outcome.POSITIVE : Outcome.NEGATIVE;
        }
        boolean forward = marker == Marker.ABO_FORWARD;
        return "A" + sign(group.contains("A") == forward) + "B" + sign(group.contains("B") == forward);
    }

    private static String sign(boolean reacts) {
        return reacts ? "+" : "-";
    }
}
