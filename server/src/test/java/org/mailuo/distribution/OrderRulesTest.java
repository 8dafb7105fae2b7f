package org.mailuo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mailuo.distribution.DistributionFixtures.NOW;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailuo.hospitals.HospitalId;
import org.mailuo.products.Family;
import org.mailuo.products.Product;
import org.mailuo.products.StorageBand;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Decision;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;

class OrderRulesTest {
    private static final BagId BAG = new BagId(new UUID(0, 1));

    @Test
    void neededByMayBeNowButNotPast() {
        assertThat(codes(NOW.minusMillis(1), aLine(1, null))).containsExactly("distribution.needed-by-past");
    }

    @Test
    void anOrderHasBetweenOneAndNinetyNineLines() {
        NewOrder empty = new NewOrder(new HospitalId(new UUID(0, 1)), Urgency.ROUTINE, NOW, List.of());
        assertThat(OrderRules.mayBePlaced(empty, NOW, code -> Optional.empty()).reasons())
                .extracting(Reason::code)
                .containsExactly("distribution.lines");
        assertThat(codes(NOW, Collections.nCopies(100, aLine(1, null)).toArray(NewLine[]::new)))
                .contains("distribution.lines");
    }

    @Test
    void quantitiesReachFromOneTo999() {
        assertThat(codes(NOW, aLine(0, null))).contains("distribution.quantity");
        assertThat(codes(NOW, aLine(1, null))).doesNotContain("distribution.quantity");
        assertThat(codes(NOW, aLine(999, null))).doesNotContain("distribution.quantity");
        assertThat(codes(NOW, aLine(1000, null))).contains("distribution.quantity");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"P1", "2026-0001234", "a", "1234567890123456789012345678901234567890", "MRN-99999999999999"})
    void aPseudonymIsTaken(String reference) {
        assertThat(OrderRules.isPseudonym(reference)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "王氏",
                "Li Er",
                "12345678901234567890123456789012345678901",
                "511502189003070008",
                "330824188501020017",
                "51150218900307000X",
                "511502-18900307-0008",
                "ID511502189003070008"
            })
    void whatLooksLikeANameOrAnIdentityNumberIsRefused(String reference) {
        assertThat(OrderRules.isPseudonym(reference)).isFalse();
    }

    @Test
    void aTransfusionNamesItsPatient() {
        assertThat(reported(Fate.TRANSFUSED, null, NOW)).containsExactly("distribution.patient-missing");
        assertThat(reported(Fate.TRANSFUSED, "P1", NOW)).isEmpty();
        assertThat(reported(Fate.RETURNED, null, NOW)).isEmpty();
    }

    @Test
    void aFateHappenedAfterTheIssueAndBeforeTheReport() {
        assertThat(reported(Fate.DISCARDED, null, NOW.minusSeconds(60))).isEmpty();
        assertThat(reported(Fate.DISCARDED, null, NOW.minusSeconds(61))).containsExactly("distribution.before-issue");
        assertThat(reported(Fate.DISCARDED, null, NOW.plusMillis(1))).containsExactly("distribution.in-the-future");
    }

    private static List<String> reported(Fate fate, @Nullable String patient, Instant happenedAt) {
        return codes(OrderRules.mayBeReported(new NewFate(BAG, fate, patient, happenedAt), NOW.minusSeconds(60), NOW));
    }

    private static List<String> codes(Instant neededBy, NewLine... lines) {
        NewOrder order = new NewOrder(new HospitalId(new UUID(0, 1)), Urgency.ROUTINE, neededBy, List.of(lines));
        return codes(OrderRules.mayBePlaced(order, NOW, code -> Optional.empty())).stream()
                .filter(code -> !code.equals("distribution.unknown-product"))
                .toList();
    }

    private static List<String> codes(Decision decision) {
        return decision.reasons().stream().map(Reason::code).toList();
    }

    private static NewLine aLine(int quantity, @Nullable String patient) {
        return new NewLine(ProductCode.of("LRC"), BloodGroup.of("A+"), quantity, patient);
    }

    @Test
    void oneLineAndNinetyNineAreAnOrder() {
        assertThat(codes(NOW, aLine(1, null))).isEmpty();
        assertThat(codes(NOW, Collections.nCopies(99, aLine(1, null)).toArray(NewLine[]::new)))
                .isEmpty();
    }

    @Test
    void anUnknownProductIsNamedWithItsLine() {
        NewOrder order = new NewOrder(
                new HospitalId(new UUID(0, 1)), Urgency.ROUTINE, NOW, List.of(aLine(1, null), aLine(1, null)));
        assertThat(OrderRules.mayBePlaced(order, NOW, code -> Optional.empty()).reasons())
                .containsExactly(
                        Reason.of("distribution.unknown-product", 1, "LRC"),
                        Reason.of("distribution.unknown-product", 2, "LRC"));
        assertThat(OrderRules.mayBePlaced(order, NOW, code -> Optional.of(LRC)).isAllowed())
                .isTrue();
    }

    private static final Product LRC = new Product(
            ProductCode.of("LRC"),
            "D0005V00",
            "去白细胞悬浮红细胞",
            "Red cells",
            Family.RED_CELLS,
            StorageBand.COLD_2_6,
            List.of(),
            "GB 18469-2012",
            false,
            LocalDate.EPOCH,
            null);
}
