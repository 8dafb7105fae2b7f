package org.mailuo.processing;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailuo.collection.Donation;
import org.mailuo.products.Product;
import org.mailuo.products.Way;
import org.mailuo.shared.Decision;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;

/** What must be true before a bag is made into others. Each rule stands alone and none can be overridden. */
final class ProcessingRules {
    private ProcessingRules() {}

    static Decision mayMake(MakingCase making) {
        return Decision.all(
                isPermitted(making),
                isUsable(making.parent()),
                isInDate(making.parent(), making.now()),
                isAfterCollection(making.parent(), making.now()),
                isInTime(making),
                isFromQuickCollection(making),
                isNotMoreThanParent(making),
                isBalanced(making),
                isNew(making),
                additiveHasAPlace(making));
    }

    /** FACTS 3.4, hard stop 14: only what the allow-list knows; a split has two parts, a pool several parents. */
    static Decision isPermitted(MakingCase making) {
        return each(making, part -> {
            Way way = making.ways().get(part.product());
            if (way == null) {
                return Decision.refuse(
                        "processing.not-permitted",
                        making.parent().name(),
                        making.parent().product(),
                        part.product());
            }
            return switch (way.kind()) {
                case MAKE -> Decision.ALLOWED;
                case POOL -> Decision.refuse("processing.needs-a-pool", part.product());
                case SPLIT ->
                    making.wanted().parts().stream()
                                            .filter(other -> other.product().equals(part.product()))
                                            .count()
                                    > 1
                            ? Decision.ALLOWED
                            : Decision.refuse("processing.split-into-one", part.product());
            };
        });
    }

    /** FACTS 2.8: only a bag in quarantine or a free one is made into others. */
    static Decision isUsable(Bag parent) {
        return parent.status() == BagStatus.QUARANTINE || parent.status() == BagStatus.AVAILABLE
                ? Decision.ALLOWED
                : Decision.refuse("processing.wrong-status", parent.name(), parent.status());
    }

    /** RULE X5, hard stop 5: nothing is made of an expired bag. */
    static Decision isInDate(Bag parent, Instant now) {
        return parent.isExpiredAt(now)
                ? Decision.refuse("processing.parent-expired", parent.name(), parent.expiresAt())
                : Decision.ALLOWED;
    }

    /** Hard stop 20: a clock that runs behind must not stretch the limits. */
    static Decision isAfterCollection(Bag parent, Instant now) {
        return now.isBefore(parent.collectedAt())
                ? Decision.refuse("processing.before-collection", parent.name(), parent.collectedAt())
                : Decision.ALLOWED;
    }

    /** FACTS 3.1, 3.3: fresh plasma 6 h (ACD) or 8 h (CPD, CPDA-1), platelets 6 h or 24 h by route, and so on. */
    static Decision isInTime(MakingCase making) {
        return each(making, part -> {
            if (!making.limits().isTimed(part.product(), making.collectedOn())) {
                return Decision.ALLOWED;
            }
            Bag parent = making.parent();
            return minutes(making, part.product())
                    .map(minutes -> making.now().isAfter(parent.collectedAt().plus(minutes, ChronoUnit.MINUTES))
                            ? Decision.refuse(
                                    "processing.too-late",
                                    part.product(),
                                    parent.collectedAt().plus(minutes, ChronoUnit.MINUTES))
                            : Decision.ALLOWED)
                    .orElseGet(
                            () -> Decision.refuse("processing.no-time-limit", part.product(), parent.anticoagulant()));
        });
    }

    /** When the first timed part becomes too late; null if no part is bound to a time. */
    static @Nullable Instant before(MakingCase making) {
        return making.wanted().parts().stream()
                .flatMap(part -> minutes(making, part.product()).stream())
                .min(Integer::compareTo)
                .map(minutes -> making.parent().collectedAt().plus(minutes, ChronoUnit.MINUTES))
                .orElse(null);
    }

    private static Optional<Integer> minutes(MakingCase making, ProductCode product) {
        return making.limits()
                .minutes(
                        product,
                        making.parent().anticoagulant(),
                        making.wanted().route(),
                        making.collectedOn());
    }

    /** FACTS 3.3: a slow collection gives no platelets, a slower one no fresh plasma; an unknown one neither. */
    static Decision isFromQuickCollection(MakingCase making) {
        return each(making, part -> {
            if (!making.limits().isForQuickCollections(part.product(), making.collectedOn())) {
                return Decision.ALLOWED;
            }
            List<Reason> marks = making.marks().stream()
                    .filter(mark -> mark.code().startsWith(forbidden(part.product())))
                    .toList();
            if (!marks.isEmpty()) {
                return Decision.of(marks);
            }
            Duration needle = making.needle();
            if (needle == null) {
                return Decision.refuse("processing.duration-unknown", part.product());
            }
            int seconds = making.limits()
                    .seconds(part.product(), making.parent().source().value(), making.collectedOn())
                    .orElse(0);
            return needle.toSeconds() > seconds
                    ? Decision.refuse(
                            "processing.collected-too-slowly", part.product(), needle.toMinutes(), seconds / 60)
                    : Decision.ALLOWED;
        });
    }

    /** The mark of the collection that stands against a product: platelets after aspirin, RULE E23. */
    private static String forbidden(ProductCode product) {
        return product.value().equals("PC") ? Donation.NO_PLATELETS : Donation.NO_FRESH_PLASMA;
    }

    /** Hard stop 14: no part and not all parts together hold more than the parent and the solution added to it. */
    static Decision isNotMoreThanParent(MakingCase making) {
        int parent = making.parent().volume().value();
        int all = parent + making.addition().value();
        Stream<Decision> single = making.wanted().parts().stream().map(part -> {
            Way way = making.ways().get(part.product());
            int most = parent
                    + (way == null ? 0 : way.addition(making.parent().source()).value());
            return part.volume().value() == 0
                    ? Decision.refuse("processing.empty-part", part.product())
                    : part.volume().value() > most
                            ? Decision.refuse(
                                    "processing.more-than-parent",
                                    part.product(),
                                    part.volume().value(),
                                    most)
                            : Decision.ALLOWED;
        });
        Decision together = making.wanted().partsMl() > all
                ? Decision.refuse(
                        "processing.parts-more-than-parent", making.wanted().partsMl(), all)
                : Decision.ALLOWED;
        return Decision.all(Stream.concat(single, Stream.of(together)));
    }

    /** FACTS 3.3 mass balance: parts and waste account for the parent within the tolerance. */
    static Decision isBalanced(MakingCase making) {
        int parent = making.parent().volume().value();
        int tolerance = parent * making.limits().balancePerMille(making.collectedOn()) / 1000;
        int accounted = making.wanted().partsMl() + making.wanted().waste().value();
        int most = parent + making.addition().value() + tolerance;
        return accounted < parent - tolerance || accounted > most
                ? Decision.refuse("processing.out-of-balance", accounted, parent - tolerance, most)
                : Decision.ALLOWED;
    }

    /** Hard stop 11: one product and division of a donation exists once. */
    static Decision isNew(MakingCase making) {
        Set<String> taken = new HashSet<>();
        making.siblings().forEach(bag -> taken.add(bag.product() + " " + bag.division()));
        return each(
                making,
                part -> taken.add(part.product() + " " + part.division())
                        ? Decision.ALLOWED
                        : Decision.refuse("processing.exists", part.product(), part.division()));
    }

    /** A solution can only be added where the allow-list foresees one; it would change the expiry. */
    static Decision additiveHasAPlace(MakingCase making) {
        return each(making, part -> {
            Way way = making.ways().get(part.product());
            return part.additive() == null || way == null || way.addedPerMille() > 0
                    ? Decision.ALLOWED
                    : Decision.refuse("processing.no-additive", part.product(), part.additive());
        });
    }

    /** REL 9, FACTS 3.1: what keeps a made bag from release although it exists, such as a volume out of the standard. */
    static List<Reason> findings(Product product, Bag parent, Part part) {
        BigDecimal volume = BigDecimal.valueOf(part.volume().value());
        return product.volume(parent.source()).stream()
                .filter(content -> !content.holds(volume))
                .map(content -> Reason.of(
                        "processing.volume-out-of-standard",
                        product.code(),
                        part.volume().value(),
                        content.range()))
                .toList();
    }

    private static Decision each(MakingCase making, java.util.function.Function<Part, Decision> rule) {
        return Decision.all(making.wanted().parts().stream().map(rule));
    }
}
