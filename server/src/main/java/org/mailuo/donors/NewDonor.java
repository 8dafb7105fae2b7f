package org.mailuo.donors;

import java.time.LocalDate;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.Sex;

/** Somebody who gives his name for the first time. Phone and address may be empty. */
public record NewDonor(
        String name, Sex sex, LocalDate bornOn, IdentityDocument document, String phone, String address) {
    public NewDonor {
        name = name.strip().replaceAll("\\s+", " ");
        phone = phone.strip();
        address = address.strip().replaceAll("\\s+", " ");
    }

    /** Without an address. */
    public NewDonor(String name, Sex sex, LocalDate bornOn, IdentityDocument document, String phone) {
        this(name, sex, bornOn, document, phone, "");
    }

    @Override
    public String toString() {
        return "NewDonor";
    }
}
