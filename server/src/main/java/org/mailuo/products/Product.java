package org.mailuo.products;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;

/**
 * One edition of one product.
 *
 * @param isbtCode eight characters: description, collection type, division {@code 00}; local codes start with D
 * @param contents what a bag must hold, by the nominal volume of its source
 * @param verified false until a quality manager has confirmed the row against the standard
 */
public record Product(
        ProductCode code,
        String isbtCode,
        String nameZh,
        String nameEn,
        Family family,
        StorageBand band,
        List<Content> contents,
        String standard,
        boolean verified,
        LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo) {
    public Product {
        contents = List.copyOf(contents);
    }

    public String name(Locale locale) {
        return locale.getLanguage().equals("zh") ? nameZh : nameEn;
    }

    /** The eight characters of ISBT 128 data structure 003 for one of its bags. */
    public String isbtCode(String division) {
        return isbtCode.substring(0, 6) + division;
    }

    public boolean isInForce(LocalDate day) {
        return !day.isBefore(effectiveFrom) && (effectiveTo == null || !day.isAfter(effectiveTo));
    }

    /** The volume that a bag from a source of this nominal volume should have, where the standard says so. */
    public Optional<Content> volume(Millilitres source) {
        return contents.stream()
                .filter(content -> content.measure().equals("VOLUME_ML") && content.sourceMl() == source.value())
                .findFirst();
    }

    /**
     * A limit of content, both ends included.
     *
     * @param sourceMl 200, 300 or 400; 0 is a dose of apheresis
     * @param measure what is measured, with its unit, such as {@code HAEMOGLOBIN_G}
     */
    public record Content(
            int sourceMl,
            String measure,
            @Nullable BigDecimal minimum,
            @Nullable BigDecimal maximum,
            boolean verified) {
        public boolean holds(BigDecimal value) {
            return (minimum == null || value.compareTo(minimum) >= 0)
                    && (maximum == null || value.compareTo(maximum) <= 0);
        }

        /** {@code 50–76}, {@code ≥ 20} or {@code ≤ 2.5}. */
        public String range() {
            return minimum == null ? "≤ " + maximum : maximum == null ? "≥ " + minimum : minimum + "–" + maximum;
        }
    }
}
