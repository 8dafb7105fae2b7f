package org.mailuo.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mailuo.products.ShelfLife.Base.COLLECTION;
import static org.mailuo.products.ShelfLife.Base.MAKING;
import static org.mailuo.products.ShelfLife.Unit.DAYS;
import static org.mailuo.products.ShelfLife.Unit.HOURS;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailuo.shared.ProductCode;

class ExpiryRulesTest {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest(name = "RULE X2 {0}: {1} {2} from {3} ends {4}")
    @CsvSource({
        "red cells in CPDA-1,        35, DAYS,  2026-03-09T10:15:00+08:00, 2026-04-13T23:59:00+08:00",
        "platelets,                   5, DAYS,  2026-03-09T10:15:00+08:00, 2026-03-14T23:59:00+08:00",
        "collected in the last minute, 5, DAYS, 2026-03-09T23:59:59+08:00, 2026-03-14T23:59:00+08:00",
        "collected in the first,      5, DAYS,  2026-03-09T00:00:00+08:00, 2026-03-14T23:59:00+08:00",
        "over a leap day,            21, DAYS,  2028-02-20T09:00:00+08:00, 2028-03-12T23:59:00+08:00",
        "no leap day,                21, DAYS,  2027-02-20T09:00:00+08:00, 2027-03-13T23:59:00+08:00",
        "over the end of a year,     35, DAYS,  2026-12-20T09:00:00+08:00, 2027-01-24T23:59:00+08:00",
        "FFP,                         1, YEARS, 2026-03-09T09:00:00+08:00, 2027-03-09T23:59:00+08:00",
        "FFP of 29 February,          1, YEARS, 2028-02-29T09:00:00+08:00, 2029-02-28T23:59:00+08:00",
        "FP of 29 February,           4, YEARS, 2024-02-29T09:00:00+08:00, 2028-02-29T23:59:00+08:00",
        "FP,                          4, YEARS, 2026-03-09T09:00:00+08:00, 2030-03-09T23:59:00+08:00",
        "frozen red cells,           10, YEARS, 2026-03-09T09:00:00+08:00, 2036-03-09T23:59:00+08:00",
        "the local day counts,        5, DAYS,  2026-03-08T17:00:00+00:00, 2026-03-14T23:59:00+08:00",
    })
    void daysAndYearsEndWithTheLastLocalDay(
            String what, int amount, ShelfLife.Unit unit, OffsetDateTime collected, OffsetDateTime ends) {
        assertThat(ExpiryRules.end(
                        limit(amount, unit, COLLECTION),
                        collected.toInstant(),
                        collected.toInstant().plusSeconds(7200),
                        CHINA))
                .isEqualTo(ends.toInstant());
    }

    @ParameterizedTest(name = "RULE X2 in Paris: {0} {1} from {2} ends {3}")
    @CsvSource({
        "5,  DAYS,  2026-03-27T12:00:00+01:00, 2026-04-01T23:59:00+02:00",
        "5,  DAYS,  2026-10-23T12:00:00+02:00, 2026-10-28T23:59:00+01:00",
        "2,  DAYS,  2026-03-27T12:00:00+01:00, 2026-03-29T23:59:00+02:00",
        "24, HOURS, 2026-03-28T12:00:00+01:00, 2026-03-29T13:00:00+02:00",
        "24, HOURS, 2026-10-24T12:00:00+02:00, 2026-10-25T11:00:00+01:00",
        "1,  YEARS, 2026-07-01T00:30:00+02:00, 2027-07-01T23:59:00+02:00",
    })
    void theClockMayChangeInBetween(int amount, ShelfLife.Unit unit, OffsetDateTime collected, OffsetDateTime ends) {
        assertThat(ExpiryRules.end(limit(amount, unit, COLLECTION), collected.toInstant(), Instant.EPOCH, PARIS))
                .isEqualTo(ends.toInstant());
    }

    @Test
    @DisplayName("RULE X2 hours count from the making, to the minute, and are cut, never rounded up")
    void hoursToTheMinute() {
        assertThat(ExpiryRules.end(
                        limit(24, HOURS, MAKING),
                        at("2026-03-09T08:00:00+08:00"),
                        at("2026-03-20T14:07:59+08:00"),
                        CHINA))
                .isEqualTo(at("2026-03-21T14:07:00+08:00"));
    }

    @Test
    @DisplayName("RULE X1 the earliest limit wins, whichever it is")
    void theEarliestWins() {
        var collected = at("2026-03-09T08:00:00+08:00");
        var made = at("2026-03-20T08:00:00+08:00");
        var own = List.of(limit(14, DAYS, MAKING), limit(35, DAYS, COLLECTION));
        assertThat(ExpiryRules.expiry(own, collected, made, CHINA, List.of()))
                .contains(at("2026-04-03T23:59:00+08:00"));
        assertThat(ExpiryRules.expiry(own, collected, made, CHINA, List.of(at("2026-03-30T23:59:00+08:00"))))
                .contains(at("2026-03-30T23:59:00+08:00"));
        assertThat(ExpiryRules.expiry(own, collected, made, CHINA, List.of(at("2026-05-30T23:59:00+08:00"))))
                .contains(at("2026-04-03T23:59:00+08:00"));
        assertThat(ExpiryRules.expiry(own, collected, at("2026-03-31T08:00:00+08:00"), CHINA, List.of()))
                .contains(at("2026-04-13T23:59:00+08:00"));
    }

    @Test
    @DisplayName("RULE X1 without a shelf life there is no expiry, even if the parents have one")
    void nothingWithoutAShelfLife() {
        assertThat(ExpiryRules.expiry(List.of(), Instant.EPOCH, Instant.EPOCH, CHINA, List.of(Instant.MAX)))
                .isEmpty();
    }

    @ParameterizedTest(name = "a life in {0} and {1} fits CPD, closed, collected on {2}: {3}")
    @CsvSource({
        "CPD,    CLOSED, 2026-03-09, true",
        "ANY,    CLOSED, 2026-03-09, true",
        "CPD,    ,       2026-03-09, true",
        "CPDA-1, CLOSED, 2026-03-09, false",
        "CPD,    OPEN,   2026-03-09, false",
        "CPD,    CLOSED, 2012-07-01, true",
        "CPD,    CLOSED, 2012-06-30, false",
        "CPD,    CLOSED, 2028-12-31, true",
        "CPD,    CLOSED, 2029-01-01, false",
    })
    void fits(String preservative, BagSystem system, LocalDate collectedOn, boolean fits) {
        var life = new ShelfLife(
                ProductCode.of("SRC"),
                preservative,
                system,
                21,
                DAYS,
                COLLECTION,
                "WS 399-2012",
                true,
                LocalDate.parse("2012-07-01"),
                LocalDate.parse("2028-12-31"));
        assertThat(life.fits("CPD", BagSystem.CLOSED, collectedOn)).isEqualTo(fits);
    }

    private static ShelfLife limit(int amount, ShelfLife.Unit unit, ShelfLife.Base base) {
        return new ShelfLife(
                ProductCode.of("LRC"), "ANY", null, amount, unit, base, "WS 399-2012", true, LocalDate.EPOCH, null);
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
