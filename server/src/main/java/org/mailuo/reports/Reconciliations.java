package org.mailuo.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mailuo.reports.Reconciliation.Check;
import org.mailuo.reports.Reconciliation.Day;
import org.mailuo.reports.ReconciliationStore.BagCounts;
import org.mailuo.shared.StationId;
import org.mailuo.units.BagStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Counts what was collected and where it is, each thing in at least two books, at one moment (RULE REL-BATCH). */
@Service
public class Reconciliations {
    private final ReconciliationStore store;

    Reconciliations(ReconciliationStore store) {
        this.store = store;
    }

    /** The donations from the first to the last day, both included, and every bag that stems from them. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Reconciliation of(StationId station, LocalDate from, LocalDate to) {
        List<Day> days = store.days(station, from, to);
        List<BagCounts> counts = store.bags(station, from, to);
        Map<BagStatus, Long> bags = new EnumMap<>(BagStatus.class);
        for (BagStatus status : BagStatus.values()) {
            bags.put(status, counted(counts, status).inLedger());
        }
        List<Check> checks = new ArrayList<>();
        long donations = days.stream().mapToLong(Day::donations).sum();
        checks.add(new Check(
                "donations",
                donations,
                days.stream()
                        .mapToLong(day -> day.fit() + day.unfit() + day.pending() + day.failed())
                        .sum()));
        checks.add(new Check("numbers", donations, donations + store.numbersWithoutDonation(station, from, to)));
        checks.add(new Check(
                "first-bags", store.donationsWithBlood(station, from, to), store.donationsWithBags(station, from, to)));
        checks.add(new Check(
                "made",
                store.entered(station, from, to),
                bags.values().stream().mapToLong(Long::longValue).sum()));
        for (BagCounts count : counts) {
            checks.add(new Check("history." + count.status(), count.inHistory(), count.inLedger()));
            checks.add(new Check("hands." + count.status(), count.inHands(), count.inLedger()));
        }
        return new Reconciliation(
                from, to, days, bags, store.expired(station, from, to), store.issued(station, from, to), checks);
    }

    private static BagCounts counted(List<BagCounts> counts, BagStatus status) {
        return counts.stream()
                .filter(count -> count.status() == status)
                .findFirst()
                .orElseGet(() -> new BagCounts(status, 0, 0, 0));
    }
}
