package org.mailuo.collection;

import java.time.LocalDate;

/** One day of one station: visits, and donations by outcome and by whether the donor was new. */
public record DayCount(
        LocalDate day, int visits, int deferred, int complete, int part, int failed, int firstTime, int returning) {
    public int donations() {
        return complete + part + failed;
    }
}
