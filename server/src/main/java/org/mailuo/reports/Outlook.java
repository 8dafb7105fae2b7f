package org.mailuo.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a director asks in the morning, beside the stock.
 *
 * @param days the last 28 days and today, each of them, in order
 * @param expiries usable bags by family and the local day on which they expire, for the coming fourteen days
 * @param heldSince when the longest open hold of a bag in the station was opened; null if none
 * @param overdue orders not supplied by the time they were needed
 */
public record Outlook(
        LocalDate today,
        List<Day> days,
        List<Expiry> expiries,
        long held,
        @Nullable Instant heldSince,
        long expiringSoon,
        long overdue) {
    public Outlook {
        days = List.copyOf(days);
        expiries = List.copyOf(expiries);
    }

    /**
     * @param donations with blood in the bag
     * @param usualTenths ten times the mean of the same weekday in the eight weeks before; 0 if there is none
     * @param fit concluded fit @param unfit concluded unfit
     */
    public record Day(LocalDate date, long donations, long usualTenths, long fit, long unfit) {}

    public record Expiry(LocalDate date, String family, long bags) {}

    public Day now() {
        return days.getLast();
    }

    /** Unfit of a thousand concluded, over all the days. */
    public long unfitPerMille() {
        long unfit = days.stream().mapToLong(Day::unfit).sum();
        long concluded = unfit + days.stream().mapToLong(Day::fit).sum();
        return concluded == 0 ? 0 : 1000 * unfit / concluded;
    }
}
