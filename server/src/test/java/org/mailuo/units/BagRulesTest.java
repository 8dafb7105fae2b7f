package org.mailuo.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Decision;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;

class BagRulesTest {
    private static final Instant EXPIRY = Instant.parse("2026-04-13T15:59:00Z");
    private static final Instant BEFORE = EXPIRY.minusSeconds(1);

    @ParameterizedTest
    @CsvSource({"2026-04-13T15:58:59Z,true", "2026-04-13T15:59:00Z,false", "2026-04-13T15:59:01Z,false"})
    void ruleX5_nothingIsIssuedFromItsExpiryOn(Instant now, boolean allowed) {
        Bag bag = aBag(BagStatus.RESERVED, 0, BEFORE);
        assertThat(BagRules.mayBecome(bag, BagStatus.ISSUED, now).isAllowed()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @EnumSource(
            value = BagStatus.class,
            names = {"AVAILABLE", "RESERVED", "ISSUED"})
    void ruleH4_anOpenHoldStopsReleaseReservationAndIssue(BagStatus next) {
        BagStatus from = switch (next) {
            case AVAILABLE -> BagStatus.QUARANTINE;
            case RESERVED -> BagStatus.AVAILABLE;
            default -> BagStatus.RESERVED;
        };
        assertThat(BagRules.mayBecome(aBag(from, 0, BEFORE), next, BEFORE).isAllowed())
                .isTrue();
        assertThat(codes(BagRules.mayBecome(aBag(from, 1, BEFORE), next, BEFORE)))
                .containsExactly("units.held");
    }

    @Test
    void aHeldBagMayStillBeGivenBackToStockAndDiscarded() {
        Bag bag = aBag(BagStatus.RESERVED, 2, BEFORE);
        assertThat(BagRules.mayBecome(bag, BagStatus.AVAILABLE, BEFORE).isAllowed())
                .isTrue();
        assertThat(BagRules.mayBecome(bag, BagStatus.DISCARDED, BEFORE).isAllowed())
                .isTrue();
    }

    @Test
    void everyReasonIsGivenNotOnlyTheFirst() {
        Bag bag = aBag(BagStatus.QUARANTINE, 1, null);
        assertThat(codes(BagRules.mayBecome(bag, BagStatus.ISSUED, EXPIRY)))
                .containsExactly("units.wrong-status", "units.held", "units.expired", "units.not-labelled");
    }

    @Test
    void ruleRelLabel_aSecondFinalLabelIsRefused() {
        assertThat(BagRules.mayBeLabelled(aBag(BagStatus.AVAILABLE, 0, null), BEFORE)
                        .isAllowed())
                .isTrue();
        assertThat(codes(BagRules.mayBeLabelled(aBag(BagStatus.AVAILABLE, 0, BEFORE), BEFORE)))
                .containsExactly("units.labelled-before");
        assertThat(codes(BagRules.mayBeLabelled(aBag(BagStatus.QUARANTINE, 0, null), BEFORE)))
                .containsExactly("units.not-released");
    }

    @ParameterizedTest
    @EnumSource(
            value = BagStatus.class,
            names = {"TRANSFUSED", "CONSUMED", "DISCARDED"})
    void whatIsGoneNeverComesBack(BagStatus gone) {
        assertThat(gone.next()).isEmpty();
    }

    private static List<String> codes(Decision decision) {
        return decision.reasons().stream().map(Reason::code).toList();
    }

    static Bag aBag(BagStatus status, int holds, @Nullable Instant labelledAt) {
        return new Bag(
                new BagId(new UUID(0, 1)),
                new DonationNumber("A999926000001"),
                ProductCode.of("LRC"),
                "00",
                Millilitres.of(280),
                Millilitres.of(400),
                "CPDA-1",
                Instant.parse("2026-03-09T01:30:00Z"),
                EXPIRY,
                BloodGroup.of("O+"),
                status,
                holds,
                null,
                new UUID(0, 2),
                BEFORE,
                labelledAt,
                null);
    }
}
