package org.mailuo.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailuo.products.StorageBand;
import org.mailuo.shared.Reason;
import org.mailuo.units.CauseScope;
import org.mailuo.units.HoldReason;
import org.mailuo.units.NewCause;

class ExcursionRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-09T02:00:00Z");

    @Test
    void ruleST3_anExcursionHasBegunAndEndsAfterItsBeginning() {
        assertThat(codes(NOW, null, "4", "9")).isEmpty();
        assertThat(codes(NOW.plusSeconds(1), null, "4", "9")).containsExactly("storage.excursion-future");
        assertThat(codes(NOW.minusSeconds(9), NOW, "4", "9")).isEmpty();
        assertThat(codes(NOW.minusSeconds(9), NOW.plusSeconds(1), "4", "9"))
                .containsExactly("storage.excursion-future");
        assertThat(codes(NOW, NOW, "4", "9")).containsExactly("storage.excursion-span");
    }

    @ParameterizedTest
    @CsvSource({"-200,60,true", "-200.1,4,false", "4,60.1,false", "5,5,true", "5.1,5,false"})
    void ruleST3_readingsCanBe(String lowest, String highest, boolean allowed) {
        assertThat(codes(NOW.minusSeconds(9), null, lowest, highest).isEmpty()).isEqualTo(allowed);
    }

    @Test
    void ruleST3_anExcursionHoldsWhatWasInThePlaceMeanwhile() {
        Place place = new Place(new UUID(0, 1), "R1", "成品库", "Released", StorageBand.COLD_2_6, Zone.RELEASED, null);
        NewExcursion excursion = new NewExcursion(
                "R1", NOW.minusSeconds(9), NOW, BigDecimal.valueOf(4), BigDecimal.valueOf(9), "door left open");
        assertThat(ExcursionRules.cause(excursion, place))
                .isEqualTo(new NewCause(
                        HoldReason.EXCURSION,
                        CauseScope.PLACE,
                        "R1",
                        NOW.minusSeconds(9),
                        NOW,
                        "TEMPERATURE",
                        "R1",
                        "door left open",
                        List.of()));
    }

    private static List<String> codes(Instant from, @Nullable Instant until, String lowest, String highest) {
        return ExcursionRules.mayBeRecorded(
                        new NewExcursion("R1", from, until, new BigDecimal(lowest), new BigDecimal(highest), ""), NOW)
                .reasons()
                .stream()
                .map(Reason::code)
                .toList();
    }
}
