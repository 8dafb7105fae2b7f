package org.mailuo.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Reason;

class CauseRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-09T02:00:00Z");

    @Test
    void aCauseSaysWhatItConcernsAndWhy() {
        assertThat(codes(CauseRules.mayOpen(wanted("L-1", null, null, "LOT_ALERT", "n".repeat(500)))))
                .isEmpty();
        assertThat(codes(CauseRules.mayOpen(wanted(" ", null, null, "LOT_ALERT", ""))))
                .containsExactly("units.cause-subject");
        assertThat(codes(CauseRules.mayOpen(wanted("L-1", null, null, "lot alert", ""))))
                .containsExactly("units.cause-text");
        assertThat(codes(CauseRules.mayOpen(wanted("L-1", null, null, "LOT_ALERT", "n".repeat(501)))))
                .containsExactly("units.cause-text");
    }

    @Test
    void itsTimeEndsAfterItBegins() {
        assertThat(codes(CauseRules.mayOpen(wanted("L-1", NOW, NOW.plusMillis(1), "OTHER", ""))))
                .isEmpty();
        assertThat(codes(CauseRules.mayOpen(wanted("L-1", NOW, NOW, "OTHER", ""))))
                .containsExactly("units.cause-span");
        assertThat(codes(CauseRules.mayOpen(wanted("L-1", NOW, null, "OTHER", ""))))
                .isEmpty();
    }

    @Test
    void itIsNotClosedOverABagThatItHoldsNorTwice() {
        assertThat(codes(CauseRules.mayClose(cause(HoldReason.QUALITY, 0, null))))
                .isEmpty();
        assertThat(codes(CauseRules.mayClose(cause(HoldReason.QUALITY, 1, null))))
                .containsExactly("units.cause-still-holds");
        assertThat(codes(CauseRules.mayClose(cause(HoldReason.QUALITY, 0, NOW))))
                .containsExactly("units.cause-closed");
        assertThat(codes(CauseRules.mayClose(cause(HoldReason.EPIDEMIC, 1, null))))
                .as("the window ends, the waits go on")
                .isEmpty();
    }

    private static NewCause wanted(
            String subject, @Nullable Instant from, @Nullable Instant until, String code, String note) {
        return new NewCause(HoldReason.QUALITY, CauseScope.BAG_LOT, subject, from, until, code, "", note, List.of());
    }

    private static Cause cause(HoldReason reason, int inStation, @Nullable Instant closedAt) {
        return new Cause(
                new CauseId(new UUID(0, 1)),
                reason,
                CauseScope.BAG_LOT,
                "L-1",
                null,
                null,
                "OTHER",
                "",
                NOW,
                new UUID(0, 2),
                closedAt,
                closedAt == null ? null : "over",
                inStation,
                inStation,
                0);
    }

    private static List<String> codes(Decision decision) {
        return decision.reasons().stream().map(Reason::code).toList();
    }
}
