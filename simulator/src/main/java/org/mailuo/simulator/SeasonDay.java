package org.mailuo.simulator;

import java.time.LocalDate;
import org.mailuo.shared.Abo;

/**
 * What the data say of one day: how many donations, by whom, and how the groups of the country fell.
 *
 * @param a donations of group A in the whole country, likewise {@code b}, {@code o} and {@code ab}: only shares
 */
record SeasonDay(LocalDate date, int donations, int newDonors, int returning, int a, int b, int o, int ab) {
    /** The group at a point of the day's distribution; {@code share} from 0 to below 1. */
    Abo groupAt(double share) {
        double point = share * (a + b + o + ab);
        if (point < a) {
            return Abo.A;
        }
        if (point < a + b) {
            return Abo.B;
        }
        return point < a + b + o ? Abo.O : Abo.AB;
    }
}
