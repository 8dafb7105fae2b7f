package org.mailuo.donors;

import java.time.LocalDate;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.Sex;

/** Somebody who gives his name for the first time. The phone may be empty. */
public record NewDonor(String name, Sex sex, LocalDate bornOn, IdentityDocument document, String phone) {
    public NewDonor {
        name = name.strip().replaceAll("\\s+", " ");
        phone = phone.strip();
    }

    @Override
    public String toString() {
        return "NewDonor " + document;
    }
}
