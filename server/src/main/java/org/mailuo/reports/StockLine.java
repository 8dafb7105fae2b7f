package org.mailuo.reports;

import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.ProductCode;

/**
 * What there is of one product and group.
 *
 * @param group null for bags in quarantine that the laboratory has not grouped yet
 * @param quarantine without a release so far, held ones included
 * @param usable released, labelled, without hold, in date: what a clerk may reserve now
 * @param reserved for orders
 * @param held with an open hold, whatever their status in the station
 * @param expiring usable, and over in less than three days
 * @param issued in the window before now
 */
public record StockLine(
        ProductCode product,
        String nameZh,
        String nameEn,
        String family,
        @Nullable BloodGroup group,
        int quarantine,
        int usable,
        int reserved,
        int held,
        int expiring,
        int issued) {
    public String name(Locale locale) {
        return locale.getLanguage().equals("zh") ? nameZh : nameEn;
    }

    /** Tenths of days for which a stock lasts; empty where nothing was issued, so that nobody knows. */
    static OptionalInt tenthsOfDays(int usable, int issued, int windowDays) {
        return issued == 0
                ? OptionalInt.empty()
                : OptionalInt.of((int) Math.min(Integer.MAX_VALUE, 10L * usable * windowDays / issued));
    }
}
