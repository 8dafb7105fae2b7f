package org.mailuo.release.labelling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailuo.release.labelling.IsbtStructure.Antigens;
import org.mailuo.release.labelling.IsbtStructure.Collection;
import org.mailuo.release.labelling.IsbtStructure.Compound;
import org.mailuo.release.labelling.IsbtStructure.Donation;
import org.mailuo.release.labelling.IsbtStructure.Expiry;
import org.mailuo.release.labelling.IsbtStructure.Groups;
import org.mailuo.release.labelling.IsbtStructure.Product;
import org.mailuo.shared.DonationNumber;

/** Reads barcodes into {@link IsbtStructure}. Exact: no blanks, no other case, nothing left over. */
final class IsbtParser {
    private static final Pattern DONATION = Pattern.compile("=([A-NP-Z1-9][0-9A-Z]{4}[0-9]{8})([0-9]{2})");
    private static final Pattern COMPOUND = Pattern.compile("=\\+([0-9]{2})([0-9]{3})(.+)");

    private IsbtParser() {}

    static Optional<IsbtStructure> parse(String barcode) {
        return barcode.startsWith("=+") ? compound(barcode) : single(barcode);
    }

    private static Optional<IsbtStructure> single(String barcode) {
        int length = lengthOf(barcode);
        if (length == 0 || barcode.length() != length) {
            return Optional.empty();
        }
        String content = barcode.substring(2);
        return switch (barcode.substring(0, 2)) {
            case "=%" -> when(BloodGroupCode.isValid(content), () -> new Groups(new BloodGroupCode(content)));
            case "=<" -> when(IsbtProductCode.isValid(content), () -> new Product(new IsbtProductCode(content)));
            case "&>" -> IsbtDateTime.parse(content).map(Expiry::new);
            case "&*" -> IsbtDateTime.parse(content).map(Collection::new);
            case "=\\" -> when(RedCellAntigens.isValid(content), () -> new Antigens(new RedCellAntigens(content)));
            default -> donation(barcode);
        };
    }

    private static Optional<IsbtStructure> donation(String barcode) {
        Matcher parts = DONATION.matcher(barcode);
        if (!parts.matches()) {
            return Optional.empty();
        }
        DonationNumber number = new DonationNumber(parts.group(1));
        int flags = Integer.parseInt(parts.group(2));
        boolean reserved = flags == 14 || flags > 96;
        return when(!reserved && (flags < 60 || flags == number.checkFlag()), () -> new Donation(number, flags));
    }

    private static Optional<IsbtStructure> compound(String barcode) {
        Matcher head = COMPOUND.matcher(barcode);
        if (!head.matches() || !head.group(2).equals("000")) {
            return Optional.empty();
        }
        List<IsbtStructure> parts = new ArrayList<>();
        String rest = head.group(3);
        while (!rest.isEmpty()) {
            int length = lengthOf(rest);
            Optional<IsbtStructure> part =
                    length == 0 || length > rest.length() ? Optional.empty() : single(rest.substring(0, length));
            if (part.isEmpty() || parts.stream().anyMatch(part.get().getClass()::isInstance)) {
                return Optional.empty();
            }
            parts.add(part.get());
            rest = rest.substring(length);
        }
        return when(parts.size() >= 2 && parts.size() == Integer.parseInt(head.group(1)), () -> new Compound(parts));
    }

    /** How long the structure is that begins here, identifier included; 0 when it is none that we read. */
    private static int lengthOf(String text) {
        if (text.length() < 2) {
            return 0;
        }
        return switch (text.substring(0, 2)) {
            case "=%" -> 6;
            case "=<" -> 10;
            case "&>", "&*" -> 12;
            case "=\\" -> 20;
            default -> text.matches("(?s)=[A-NP-Z1-9].*") ? 16 : 0;
        };
    }

    private static Optional<IsbtStructure> when(boolean valid, Supplier<IsbtStructure> structure) {
        return valid ? Optional.of(structure.get()) : Optional.empty();
    }
}
