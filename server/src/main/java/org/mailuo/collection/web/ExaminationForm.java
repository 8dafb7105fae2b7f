package org.mailuo.collection.web;

import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailuo.collection.Examination;
import org.mailuo.collection.Examination.Answers;
import org.mailuo.collection.Examination.Blood;
import org.mailuo.collection.Examination.Rapid;
import org.mailuo.collection.Examination.Sign;
import org.mailuo.collection.Examination.Vitals;

/** The examination as typed. What is left empty was not measured; the rules say whether that may be. */
record ExaminationForm(
        @NotNull @Nullable BigDecimal weight,
        @NotNull @Nullable Integer systolic,
        @NotNull @Nullable Integer diastolic,
        @NotNull @Nullable Integer pulse,
        @Nullable Boolean irregular,
        @Nullable BigDecimal temperature,
        @Nullable Integer haemoglobin,
        @Nullable BigDecimal copperSulphate,
        @NotNull @Nullable Rapid hbsag,
        @Nullable Integer alt,
        @Nullable BigDecimal haematocrit,
        @Nullable Integer platelets,
        @Nullable Integer plateletsAfter,
        @Nullable Set<Sign> signs,
        @Nullable Boolean consent,
        @Nullable Boolean athlete,
        @Nullable Boolean asksExtendedAge,
        @Nullable Boolean reactionBefore,
        @Nullable Boolean plateletInhibitor) {

    static ExaminationForm empty() {
        return new ExaminationForm(
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                EnumSet.noneOf(Sign.class),
                false,
                false,
                false,
                false,
                false);
    }

    Examination examination() {
        return new Examination(
                new Vitals(
                        Objects.requireNonNull(systolic),
                        Objects.requireNonNull(diastolic),
                        Objects.requireNonNull(pulse),
                        !is(irregular),
                        temperature,
                        Objects.requireNonNull(weight)),
                new Blood(
                        haemoglobin,
                        copperSulphate,
                        Objects.requireNonNull(hbsag),
                        alt,
                        haematocrit,
                        platelets,
                        plateletsAfter),
                signs == null ? Set.of() : signs,
                new Answers(
                        is(consent),
                        is(athlete),
                        is(asksExtendedAge),
                        is(reactionBefore),
                        is(plateletInhibitor),
                        null));
    }

    /** A box that is not ticked is not sent. */
    private static boolean is(@Nullable Boolean ticked) {
        return Boolean.TRUE.equals(ticked);
    }
}
