package org.mailuo.distribution;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailuo.products.Product;
import org.mailuo.shared.Decision;
import org.mailuo.shared.ProductCode;

/** What must be true of an order and of a report. */
final class OrderRules {
    private static final Pattern PSEUDONYM = Pattern.compile("[A-Za-z0-9-]{1,40}");
    /** The shape of a resident identity number, old or new, anywhere in the text. */
    private static final Pattern IDENTITY =
            Pattern.compile("(?<![0-9])[0-9]{6}-?[0-9]{6,8}-?[0-9]{3}[0-9Xx]?(?![0-9])");

    private OrderRules() {}

    /** All that is wrong with a new order, line by line. */
    static Decision mayBePlaced(NewOrder order, Instant now, Products products) {
        return Decision.all(Stream.concat(
                Stream.of(isInTime(order.neededBy(), now), hasLines(order)),
                IntStream.range(0, order.lines().size())
                        .mapToObj(i -> isGood(i + 1, order.lines().get(i), products))));
    }

    /** The products that may be ordered now. */
    @FunctionalInterface
    interface Products {
        Optional<Product> find(ProductCode code);
    }

    private static Decision isInTime(Instant neededBy, Instant now) {
        return neededBy.isBefore(now) ? Decision.refuse("distribution.needed-by-past", neededBy) : Decision.ALLOWED;
    }

    private static Decision hasLines(NewOrder order) {
        int lines = order.lines().size();
        return lines >= 1 && lines <= 99 ? Decision.ALLOWED : Decision.refuse("distribution.lines", lines);
    }

    private static Decision isGood(int number, NewLine line, Products products) {
        return Decision.all(
                products.find(line.product()).isPresent()
                        ? Decision.ALLOWED
                        : Decision.refuse("distribution.unknown-product", number, line.product()),
                line.quantity() >= 1 && line.quantity() <= 999
                        ? Decision.ALLOWED
                        : Decision.refuse("distribution.quantity", number, line.quantity()),
                isPseudonym(line.patientRef())
                        ? Decision.ALLOWED
                        : Decision.refuse("distribution.patient-reference", number));
    }

    /** A patient is known here by the hospital's own reference, never by a name or an identity number. */
    static boolean isPseudonym(@Nullable String reference) {
        return reference == null
                || (PSEUDONYM.matcher(reference).matches()
                        && !IDENTITY.matcher(reference).find());
    }

    /** What a hospital reports: the patient if transfused, and a time that was. */
    static Decision mayBeReported(NewFate fate, Instant issuedAt, Instant now) {
        return Decision.all(
                fate.fate() != Fate.TRANSFUSED || fate.patientRef() != null
                        ? Decision.ALLOWED
                        : Decision.refuse("distribution.patient-missing"),
                isPseudonym(fate.patientRef()) ? Decision.ALLOWED : Decision.refuse("distribution.reference-shape"),
                fate.happenedAt().isAfter(now)
                        ? Decision.refuse("distribution.in-the-future", fate.happenedAt())
                        : Decision.ALLOWED,
                fate.happenedAt().isBefore(issuedAt)
                        ? Decision.refuse("distribution.before-issue", fate.happenedAt(), issuedAt)
                        : Decision.ALLOWED);
    }
}
