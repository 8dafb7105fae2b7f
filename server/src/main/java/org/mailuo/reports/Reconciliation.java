package org.mailuo.reports;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.mailuo.units.BagStatus;

/**
 * Whether everything collected on these days is accounted for, as it stands now: each donation in the laboratory's
 * books, each bag in the ledger, in its history and in the books of those who had it in hand.
 *
 * @param days each day on which somebody gave, in order
 * @param bags how many bags of these donations have which status now; every status is there
 * @param expired those of the discarded that were discarded because their date had passed
 * @param issued those that left for a hospital, whatever became of them since
 * @param checks every pair of counts that must be equal
 */
public record Reconciliation(
        LocalDate from,
        LocalDate to,
        List<Day> days,
        Map<BagStatus, Long> bags,
        long expired,
        long issued,
        List<Check> checks) {

    public Reconciliation {
        days = List.copyOf(days);
        bags = Map.copyOf(bags);
        checks = List.copyOf(checks);
    }

    /**
     * One day's donations.
     *
     * @param fit concluded fit; {@code unfit} likewise
     * @param pending drawn, but without a final conclusion yet
     * @param failed nothing to test was drawn
     */
    public record Day(
            LocalDate date, long donations, long firstTime, long fit, long unfit, long pending, long failed) {}

    /**
     * Two ways of counting one thing.
     *
     * @param key {@code reports.check.<key>} in the message files
     */
    public record Check(String key, long expected, long counted) {
        public boolean isRight() {
            return expected == counted;
        }
    }

    public boolean isBalanced() {
        return checks.stream().allMatch(Check::isRight);
    }

    public long donations() {
        return sum(Day::donations);
    }

    public long fit() {
        return sum(Day::fit);
    }

    public long unfit() {
        return sum(Day::unfit);
    }

    public long pending() {
        return sum(Day::pending);
    }

    public long failed() {
        return sum(Day::failed);
    }

    /** Bags of these donations that the ledger holds, in whatever status. */
    public long made() {
        return bags.values().stream().mapToLong(Long::longValue).sum();
    }

    public long bags(BagStatus status) {
        return bags.getOrDefault(status, 0L);
    }

    private long sum(ToLongFunction<Day> count) {
        return days.stream().mapToLong(count).sum();
    }
}
