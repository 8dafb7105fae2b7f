package org.mailuo.collection.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailuo.collection.NewDonation;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;

/** The donation as scanned and typed. Whole blood is weighed in grams, platelets are given in millilitres. */
record DonationForm(
        @NotBlank String din,
        @NotBlank String tube,
        @NotNull @Nullable LocalTime start,
        @NotNull @Nullable LocalTime end,
        @NotNull @Nullable @PositiveOrZero Integer amount,
        @NotBlank String anticoagulant,
        @NotBlank @Size(max = 40) String bagLot) {

    static DonationForm empty(boolean apheresis) {
        return new DonationForm("", "", null, null, null, apheresis ? "ACD-A" : "CPDA-1", "");
    }

    NewDonation donation(
            DonationNumber number, DonationNumber tubeNumber, Millilitres drawn, LocalDate day, ZoneId zone) {
        return new NewDonation(
                number,
                tubeNumber,
                drawn,
                at(Objects.requireNonNull(start), day, zone),
                at(Objects.requireNonNull(end), day, zone),
                anticoagulant,
                bagLot.strip());
    }

    private static Instant at(LocalTime time, LocalDate day, ZoneId zone) {
        return day.atTime(time).atZone(zone).toInstant();
    }
}
