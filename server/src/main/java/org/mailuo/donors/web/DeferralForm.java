package org.mailuo.donors.web;

import jakarta.validation.constraints.NotBlank;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.NewDeferral;
import org.mailuo.donors.Scope;
import org.mailuo.pages.Choice;

/** A deferral recorded by hand, from the standard's list. */
record DeferralForm(
        @NotBlank String code,
        @Nullable LocalDate until,
        @Nullable Boolean permanent) {
    private static final String PERMANENT = "P8";

    static DeferralForm empty() {
        return new DeferralForm("", null, false);
    }

    static List<Choice> codes() {
        return Stream.concat(IntStream.rangeClosed(1, 24).mapToObj("T%02d"::formatted), Stream.of(PERMANENT))
                .map(code -> Choice.key(code, "term." + code))
                .toList();
    }

    NewDeferral deferral(DonorId donor, LocalDate today, String ruleSet) {
        // RULE E23: a platelet-inhibiting drug bars platelets only.
        return new NewDeferral(
                donor,
                code,
                code.equals("T19") ? Scope.PLATELETS : Scope.ALL,
                Boolean.TRUE.equals(permanent) || code.equals(PERMANENT),
                today,
                until,
                "STAFF",
                null,
                ruleSet);
    }
}
