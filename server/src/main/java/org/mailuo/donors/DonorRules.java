package org.mailuo.donors;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.mailuo.shared.Decision;

/** What must hold before a person is registered. All reasons are told at once. */
final class DonorRules {
    /** Nobody has lived longer; an older date is a slip. */
    private static final int LONGEST_LIFE = 150;

    private static final int LONGEST_ADDRESS = 200;

    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 -]{4,19}");

    private DonorRules() {}

    static Decision mayRegister(NewDonor donor, LocalDate today) {
        return Decision.all(
                hasName(donor),
                isBorn(donor, today),
                documentAgrees(donor),
                contactIsOne(donor.phone(), donor.address()));
    }

    static Decision hasName(NewDonor donor) {
        return donor.name().isEmpty() || donor.name().length() > 200
                ? Decision.refuse("donors.name-missing")
                : Decision.ALLOWED;
    }

    static Decision isBorn(NewDonor donor, LocalDate today) {
        if (donor.bornOn().isAfter(today)) {
            return Decision.refuse("donors.birth-date-future", donor.bornOn());
        }
        return donor.bornOn().isBefore(today.minusYears(LONGEST_LIFE))
                ? Decision.refuse("donors.birth-date-implausible", donor.bornOn())
                : Decision.ALLOWED;
    }

    /** FACTS 13.1: a resident identity number states birth date and sex itself. */
    static Decision documentAgrees(NewDonor donor) {
        return Decision.all(
                donor.document()
                                .birthDate()
                                .map(stated -> stated.equals(donor.bornOn()))
                                .orElse(true)
                        ? Decision.ALLOWED
                        : Decision.refuse("donors.birth-date-disagrees"),
                donor.document().sex().map(stated -> stated == donor.sex()).orElse(true)
                        ? Decision.ALLOWED
                        : Decision.refuse("donors.sex-disagrees"));
    }

    static Decision contactIsOne(String phone, String address) {
        return Decision.all(
                phone.isEmpty() || PHONE.matcher(phone).matches()
                        ? Decision.ALLOWED
                        : Decision.refuse("donors.phone-wrong"),
                address.length() <= LONGEST_ADDRESS ? Decision.ALLOWED : Decision.refuse("donors.address-long"));
    }
}
