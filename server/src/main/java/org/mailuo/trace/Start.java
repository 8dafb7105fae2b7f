package org.mailuo.trace;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.mailuo.shared.BagId;
import org.mailuo.shared.DonationNumber;

/** Where a trace begins. Its text, such as {@code bag:…}, is what an address carries. */
public sealed interface Start {
    Pattern PATIENT = Pattern.compile("[A-Za-z0-9-]{1,40}");

    record Donor(UUID donor) implements Start {
        @Override
        public String toString() {
            return "donor:" + donor;
        }
    }

    record Donation(DonationNumber din) implements Start {
        @Override
        public String toString() {
            return "donation:" + din;
        }
    }

    record Bag(BagId bag) implements Start {
        @Override
        public String toString() {
            return "bag:" + bag;
        }
    }

    record Order(UUID order) implements Start {
        @Override
        public String toString() {
            return "order:" + order;
        }
    }

    /** @param reference the hospital's own pseudonym */
    record Patient(String reference) implements Start {
        public Patient {
            if (!PATIENT.matcher(reference).matches()) {
                throw new IllegalArgumentException("Not a patient reference");
            }
        }

        @Override
        public String toString() {
            return "patient:" + reference;
        }
    }

    /** Reads what {@link #toString} writes; anything else is empty. */
    static Optional<Start> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String value = text.substring(colon + 1).strip();
        try {
            return switch (text.substring(0, colon)) {
                case "donor" -> Optional.of(new Donor(UUID.fromString(value)));
                case "donation" -> Optional.of(new Donation(new DonationNumber(value)));
                case "bag" -> Optional.of(new Bag(new BagId(UUID.fromString(value))));
                case "order" -> Optional.of(new Order(UUID.fromString(value)));
                case "patient" -> Optional.of(new Patient(value));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
