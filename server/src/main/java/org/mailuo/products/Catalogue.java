package org.mailuo.products;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.springframework.stereotype.Service;

/**
 * Answers what a product is, how long it lives and what may become of it, from memory. The catalogue changes only with
 * a migration, so it is read once, at the first question.
 */
@Service
public class Catalogue {
    private record Pages(List<Product> products, Map<ProductCode, List<ShelfLife>> lives, List<Way> ways) {}

    private final CatalogueStore store;
    private volatile @Nullable Pages pages;

    Catalogue(CatalogueStore store) {
        this.store = store;
    }

    /** The newest edition of a product. */
    public Product get(ProductCode code) {
        return find(code).orElseThrow(() -> new NotFoundException("product"));
    }

    public Optional<Product> find(ProductCode code) {
        return pages().products().stream()
                .filter(product -> product.code().equals(code))
                .max(Comparator.comparing(Product::effectiveFrom));
    }

    /** In the order of the catalogue. */
    public List<Product> inForce(LocalDate day) {
        return pages().products().stream()
                .filter(product -> product.isInForce(day))
                .toList();
    }

    /**
     * Finds by what a product barcode carries, {@code D0005V00} or {@code =<D0005VA0}: the first six characters name
     * the product, the last two the division.
     */
    public Optional<Product> findByIsbtCode(String code) {
        String plain = code.startsWith("=<") ? code.substring(2) : code;
        return plain.length() != 8
                ? Optional.empty()
                : pages().products().stream()
                        .filter(product -> product.isbtCode().regionMatches(0, plain, 0, 6))
                        .max(Comparator.comparing(Product::effectiveFrom));
    }

    /** As the longer form, for a closed system. */
    public Instant expiry(
            ProductCode product,
            String anticoagulant,
            Instant collectedAt,
            Instant madeAt,
            ZoneId zone,
            Collection<Instant> parentExpiries) {
        return expiry(product, anticoagulant, BagSystem.CLOSED, collectedAt, madeAt, zone, parentExpiries);
    }

    /**
     * When a bag expires (RULE X1 to X3), by the shelf lives in force on the local day of its collection.
     *
     * @param anticoagulant the anticoagulant, or the additive solution where one was added
     * @param zone the station's
     * @param parentExpiries of those parents that bind, see {@link Way#keepsExpiry()}; one too many only shortens
     * @throws RefusedException {@code products.no-shelf-life}
     */
    public Instant expiry(
            ProductCode product,
            String anticoagulant,
            BagSystem system,
            Instant collectedAt,
            Instant madeAt,
            ZoneId zone,
            Collection<Instant> parentExpiries) {
        LocalDate collectedOn = collectedAt.atZone(zone).toLocalDate();
        List<ShelfLife> limits = shelfLives(product).stream()
                .filter(limit -> limit.fits(anticoagulant, system, collectedOn))
                .toList();
        return ExpiryRules.expiry(limits, collectedAt, madeAt, zone, parentExpiries)
                .orElseThrow(() ->
                        new RefusedException(Reason.of("products.no-shelf-life", product, anticoagulant, system)));
    }

    public List<ShelfLife> shelfLives(ProductCode product) {
        return pages().lives().getOrDefault(product, List.of());
    }

    /** Whether the allow-list knows the step (FACTS 3.4); everything else is refused. */
    public boolean mayBecome(ProductCode parent, ProductCode child) {
        return way(parent, child).isPresent();
    }

    public Optional<Way> way(ProductCode parent, ProductCode child) {
        return pages().ways().stream()
                .filter(way -> way.parent().equals(parent) && way.child().equals(child))
                .findFirst();
    }

    /** What may be made of a product, in the order of the catalogue. */
    public List<Way> waysFrom(ProductCode parent) {
        return pages().ways().stream()
                .filter(way -> way.parent().equals(parent))
                .toList();
    }

    private Pages pages() {
        Pages read = pages;
        if (read == null) {
            read = new Pages(
                    store.products(),
                    store.shelfLives().stream().collect(groupingBy(ShelfLife::product)),
                    store.ways());
            pages = read;
        }
        return read;
    }
}
