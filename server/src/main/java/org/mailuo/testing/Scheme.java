package org.mailuo.testing;

import java.util.List;

/**
 * The screening scheme in force on the day of the donation.
 *
 * @param markers in the order in which they are told
 * @param repeatsInitiallyReactive false where the first reactive decides
 * @param altLimit U/L; a value equal to it is within it
 * @param altDeferralMonths how long a donor waits after a raised ALT
 */
public record Scheme(
        String id, List<Marker> markers, boolean repeatsInitiallyReactive, int altLimit, int altDeferralMonths) {
    public Scheme {
        markers = List.copyOf(markers);
    }
}
