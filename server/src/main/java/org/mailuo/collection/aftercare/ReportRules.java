package org.mailuo.collection.aftercare;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailuo.collection.Donation;
import org.mailuo.shared.Decision;
import org.mailuo.units.CauseScope;
import org.mailuo.units.HoldReason;
import org.mailuo.units.NewCause;

/** What a report holds. */
final class ReportRules {
    private ReportRules() {}

    /**
     * RULE A1: a report names a known reason, comes after the donation and not from the future; the wish that one donation be
     * not used says which.
     */
    static Decision mayBeTaken(NewReport report, @Nullable Donation given, Optional<ReportReason> reason, Instant now) {
        return Decision.all(
                reason.isPresent() ? Decision.ALLOWED : Decision.refuse("collection.report-reason", report.code()),
                report.toldAt().isAfter(now)
                                || (given != null && report.toldAt().isBefore(given.startedAt()))
                        ? Decision.refuse("collection.report-time", report.toldAt())
                        : Decision.ALLOWED,
                given != null && !given.donor().equals(report.donor())
                        ? Decision.refuse(
                                "collection.report-other-donor", given.din().readable())
                        : Decision.ALLOWED,
                given == null && reason.isPresent() && reason.get().reachDays().isEmpty()
                        ? Decision.refuse("collection.report-which")
                        : Decision.ALLOWED);
    }

    /**
     * RULE A1: the donation alone, or every donation from the reach of the reason on, also those still to come while the
     * report is open. Without a donation the reach counts from the day of the report.
     */
    static NewCause cause(NewReport report, @Nullable Donation given, ReportReason reason, ZoneId zone) {
        if (reason.reachDays().isEmpty() && given != null) {
            NewCause alone = NewCause.ofDonation(HoldReason.POST_DONATION, given.din(), report.code(), "");
            return new NewCause(
                    alone.reason(),
                    alone.scope(),
                    alone.subject(),
                    null,
                    null,
                    alone.code(),
                    "",
                    report.note(),
                    List.of());
        }
        LocalDate day = given == null ? LocalDate.ofInstant(report.toldAt(), zone) : given.donatedOn();
        Instant from =
                day.minusDays(reason.reachDays().orElse(0)).atStartOfDay(zone).toInstant();
        return new NewCause(
                HoldReason.POST_DONATION,
                CauseScope.DONOR,
                report.donor().toString(),
                from,
                null,
                report.code(),
                "",
                report.note(),
                List.of());
    }
}
