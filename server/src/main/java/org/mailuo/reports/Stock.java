package org.mailuo.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.mailuo.reports.StockStore.Held;
import org.mailuo.shared.StationId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Counts what there is, how long it lasts, and what is wrong. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class Stock {
    /** Four weeks: every weekday equally often. */
    static final int WINDOW_DAYS = 28;

    private final StockStore store;

    Stock(StockStore store) {
        this.store = store;
    }

    /** The stock by product and group; stock days are usable bags by the mean daily issue of the last 28 days. */
    public StockTable of(StationId station, Instant now) {
        return new StockTable(now, store.window(station, now, WINDOW_DAYS), store.lines(station, now, WINDOW_DAYS));
    }

    public Outlook outlook(StationId station, Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        Held held = store.held(station);
        return new Outlook(
                today,
                store.days(station, today.minusDays(WINDOW_DAYS), today),
                store.expiries(station, now, zone, today.plusDays(14)),
                held.bags(),
                held.oldest(),
                store.expiringSoon(station, now),
                store.overdue(station, now));
    }

    /** What a reconciliation counts, donation by donation; never more than 500. */
    public List<CountedDonation> donations(StationId station, LocalDate from, LocalDate to, String standing) {
        return store.donations(station, from, to, standing);
    }
}
