package org.mailuo.release.labelling;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mailuo.shared.DonationNumber;

/**
 * The ISBT 128 data structures that a final label carries, each as the text of its barcode with the two identifier
 * characters. What {@link #parse} cannot read completely, it does not read at all: a half-understood scan is no scan.
 */
public sealed interface IsbtStructure {
    /** The text that goes into a barcode. */
    String encode();

    /** 001. Flags 00 none; 60 to 96 carry the check character and are refused when it is another. */
    record Donation(DonationNumber number, int flags) implements IsbtStructure {
        public Donation {
            boolean reserved = flags < 0 || flags == 14 || flags > 96;
            if (reserved || (flags >= 60 && flags != number.checkFlag())) {
                throw new IllegalArgumentException("Not a flag of this donation number: " + flags);
            }
        }

        @Override
        public String encode() {
            return number.barcode(flags);
        }
    }

    /** 002. */
    record Groups(BloodGroupCode code) implements IsbtStructure {
        @Override
        public String encode() {
            return "=%" + code;
        }
    }

    /** 003. */
    record Product(IsbtProductCode code) implements IsbtStructure {
        @Override
        public String encode() {
            return "=<" + code;
        }
    }

    /** 005. To the minute, in the station's local time. */
    record Expiry(LocalDateTime at) implements IsbtStructure {
        public Expiry {
            at = IsbtDateTime.wholeMinute(at);
        }

        @Override
        public String encode() {
            return "&>" + IsbtDateTime.encode(at);
        }
    }

    /** 007. To the minute, in the station's local time. */
    record Collection(LocalDateTime at) implements IsbtStructure {
        public Collection {
            at = IsbtDateTime.wholeMinute(at);
        }

        @Override
        public String encode() {
            return "&*" + IsbtDateTime.encode(at);
        }
    }

    /** 012. */
    record Antigens(RedCellAntigens profile) implements IsbtStructure {
        @Override
        public String encode() {
            return "=\\" + profile;
        }
    }

    /** 023. At least two different structures, none of them itself compound, back to back in one symbol. */
    record Compound(List<IsbtStructure> parts) implements IsbtStructure {
        public Compound {
            parts = List.copyOf(parts);
            boolean nested = parts.stream().anyMatch(Compound.class::isInstance);
            long kinds = parts.stream().map(IsbtStructure::getClass).distinct().count();
            if (nested || parts.size() < 2 || kinds != parts.size()) {
                throw new IllegalArgumentException("Not a compound message: " + parts);
            }
        }

        @Override
        public String encode() {
            return parts.stream()
                    .map(IsbtStructure::encode)
                    .collect(Collectors.joining("", "=+%02d000".formatted(parts.size()), ""));
        }
    }

    /** Reads one barcode, identifier included; empty when it is unknown, ill-formed or has anything left over. */
    static Optional<IsbtStructure> parse(String barcode) {
        return IsbtParser.parse(barcode);
    }
}
