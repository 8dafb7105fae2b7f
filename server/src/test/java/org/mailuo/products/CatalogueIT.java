package org.mailuo.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailuo.MailuoTest;
import org.mailuo.shared.ProductCode;
import org.springframework.beans.factory.annotation.Autowired;

@MailuoTest
class CatalogueIT {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    @Autowired
    private Catalogue catalogue;

    @ParameterizedTest(name = "RULE X3 {0} in {1}, {2}, collected 2026-03-09, made 2026-03-10 14:07, expires {3}")
    @CsvSource({
        "WB,      ACD-B,  CLOSED, 2026-03-30T23:59:00+08:00",
        "WB,      CPD,    CLOSED, 2026-03-30T23:59:00+08:00",
        "WB,      CPDA-1, CLOSED, 2026-04-13T23:59:00+08:00",
        "LRC,     CPDA-1, CLOSED, 2026-04-13T23:59:00+08:00",
        "LRC,     MAP,    CLOSED, 2026-04-13T23:59:00+08:00",
        "LRC,     CPD,    CLOSED, 2026-03-30T23:59:00+08:00",
        "LRC,     AS-1,   CLOSED, 2026-04-20T23:59:00+08:00",
        "LRC,     CPDA-1, OPEN,   2026-03-11T14:07:00+08:00",
        "WRC,     CPDA-1, CLOSED, 2026-03-11T14:07:00+08:00",
        "DGRC,    CPDA-1, CLOSED, 2026-03-11T14:07:00+08:00",
        "AP,      ACD-A,  CLOSED, 2026-03-14T23:59:00+08:00",
        "AP,      ACD-A,  PLAIN,  2026-03-11T14:07:00+08:00",
        "FFP,     CPD,    CLOSED, 2027-03-09T23:59:00+08:00",
        "CRYO,    CPD,    CLOSED, 2027-03-09T23:59:00+08:00",
        "FP,      CPD,    CLOSED, 2030-03-09T23:59:00+08:00",
        "FRC,     CPD,    CLOSED, 2036-03-09T23:59:00+08:00",
        "IRR-LRC, CPD,    CLOSED, 2026-03-24T23:59:00+08:00",
    })
    void expiry(String product, String anticoagulant, BagSystem system, OffsetDateTime expires) {
        assertThat(catalogue.expiry(
                        ProductCode.of(product),
                        anticoagulant,
                        system,
                        OffsetDateTime.parse("2026-03-09T10:15:30+08:00").toInstant(),
                        OffsetDateTime.parse("2026-03-10T14:07:30+08:00").toInstant(),
                        CHINA,
                        List.of()))
                .isEqualTo(expires.toInstant());
    }

    @ParameterizedTest(name = "no shelf life for {0} in {1} collected on {2}")
    @CsvSource({"LRC, XXX, 2026-03-09", "WB, MAP, 2026-03-09", "LRC, CPD, 2012-06-30", "XXX, CPD, 2026-03-09"})
    void withoutAShelfLifeNothing(String product, String anticoagulant, LocalDate collectedOn) {
        var collected = collectedOn.atTime(10, 0).atZone(CHINA).toInstant();
        assertThatThrownBy(() -> catalogue.expiry(
                        ProductCode.of(product), anticoagulant, collected, collected, CHINA, List.of()))
                .hasMessage("products.no-shelf-life");
    }

    @Test
    @DisplayName("FACTS 3.4 every step names known products, and every product has a shelf life")
    void theCatalogueIsWhole() {
        var products = catalogue.inForce(LocalDate.parse("2026-03-09"));
        assertThat(products).hasSize(31);
        assertThat(products)
                .allSatisfy(product ->
                        assertThat(catalogue.shelfLives(product.code())).isNotEmpty());
        assertThat(products)
                .allSatisfy(product -> assertThat(catalogue.waysFrom(product.code()))
                        .allSatisfy(
                                way -> assertThat(catalogue.find(way.child())).isPresent()));
        assertThat(catalogue.inForce(LocalDate.parse("2012-06-30"))).isEmpty();
    }

    @Test
    @DisplayName("a product is found by what its barcode carries, whichever its division")
    void byBarcode() {
        assertThat(catalogue.findByIsbtCode("=<D0005V00")).map(Product::code).contains(ProductCode.of("LRC"));
        assertThat(catalogue.findByIsbtCode("D0005VA0")).map(Product::code).contains(ProductCode.of("LRC"));
        assertThat(catalogue.findByIsbtCode("D0005")).isEmpty();
        assertThat(catalogue.findByIsbtCode("E0398V00")).isEmpty();
        assertThat(catalogue.get(ProductCode.of("LRC")).isbtCode("A0")).isEqualTo("D0005VA0");
    }

    @Test
    @DisplayName("FACTS 3.4 allow-list")
    void allowList() {
        assertThat(catalogue.mayBecome(ProductCode.of("WB"), ProductCode.of("FFP")))
                .isTrue();
        assertThat(catalogue.mayBecome(ProductCode.of("FP"), ProductCode.of("FFP")))
                .isFalse();
        assertThat(catalogue.mayBecome(ProductCode.of("WB"), ProductCode.of("CRYO")))
                .isFalse();
    }
}
