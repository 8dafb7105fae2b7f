package org.mailuo.donors.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailuo.donors.CardText;
import org.mailuo.donors.NewDonor;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.Sex;

/** Somebody to be registered, as typed. */
record DonorForm(
        @NotNull IdentityDocument.@Nullable Kind kind,
        @NotBlank @Size(max = 60) String number,
        @NotBlank @Size(max = 200) String name,
        @NotNull @Nullable Sex sex,
        @NotNull @Nullable LocalDate bornOn,
        @Nullable @Size(max = 20) String phone,
        @Nullable @Size(max = 200) String address) {

    static DonorForm empty() {
        return new DonorForm(IdentityDocument.Kind.RESIDENT_ID, "", "", null, null, "", "");
    }

    /** The card fills in what it states itself. */
    static DonorForm of(CardText card) {
        String name = card.name();
        return new DonorForm(
                card.document().kind(),
                card.document().number(),
                name == null ? "" : name,
                card.sex(),
                card.bornOn(),
                "",
                "");
    }

    Optional<IdentityDocument> document() {
        return IdentityDocument.find(Objects.requireNonNull(kind), number);
    }

    NewDonor donor(IdentityDocument document) {
        return new NewDonor(
                name,
                Objects.requireNonNull(sex),
                Objects.requireNonNull(bornOn),
                document,
                phone == null ? "" : phone,
                address == null ? "" : address);
    }

    @Override
    public String toString() {
        return "DonorForm";
    }
}
