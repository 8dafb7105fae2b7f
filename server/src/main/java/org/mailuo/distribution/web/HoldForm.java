package org.mailuo.distribution.web;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.DonationNumber;
import org.mailuo.units.CauseScope;
import org.mailuo.units.HoldReason;
import org.mailuo.units.NewCause;

/** A recall or a hold of quality management as typed: whole days, both included. */
record HoldForm(
        @NotNull HoldReason reason,
        @NotNull CauseScope scope,
        String subject,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        String code,
        String note) {
    /** What a person may name by hand; the others come from their own registers. */
    static final List<CauseScope> SCOPES = List.of(
            CauseScope.DONATION,
            CauseScope.BAG_LOT,
            CauseScope.REAGENT_LOT,
            CauseScope.INSTRUMENT,
            CauseScope.PLACE,
            CauseScope.SITE,
            CauseScope.RUN);

    static final List<String> CODES = List.of(
            "LOT_ALERT", "STERILITY", "LABELLING", "EQUIPMENT", "REACTION", "GROUP_ERROR", "COMPLAINT", "OTHER");

    static HoldForm empty(HoldReason reason, CauseScope scope, String subject) {
        return new HoldForm(reason, scope, subject, null, null, "", "");
    }

    NewCause cause(ZoneId zone) {
        LocalDate last = to;
        String named = named();
        return new NewCause(
                reason,
                scope,
                named,
                from == null ? null : from.atStartOfDay(zone).toInstant(),
                last == null ? null : last.plusDays(1).atStartOfDay(zone).toInstant(),
                code,
                scope == CauseScope.DONATION || scope == CauseScope.RUN ? "" : named,
                note.strip(),
                List.of());
    }

    private String named() {
        String stripped = subject.strip();
        return switch (scope) {
            case DONATION ->
                Optional.of(stripped)
                        .flatMap(DonationNumber::parse)
                        .map(DonationNumber::value)
                        .orElse(stripped);
            case SITE, PLACE -> stripped.toUpperCase(Locale.ROOT);
            case BAG, DONOR, BAG_LOT, STATION, RUN, REAGENT_LOT, INSTRUMENT -> stripped;
        };
    }
}
