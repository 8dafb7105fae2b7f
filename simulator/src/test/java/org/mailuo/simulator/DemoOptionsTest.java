package org.mailuo.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoOptionsTest {
    private static final LocalDate SATURDAY = LocalDate.of(2022, 1, 1);

    @Test
    void sevenDaysAndAFixedSeedUnlessSaidOtherwise() {
        assertThat(DemoOptions.parse(List.of())).isEqualTo(new DemoOptions(7, 2022, false, null));
        assertThat(DemoOptions.parse(List.of("--days", "365", "--seed", "7", "--exit", "--start", "2026-01-03")))
                .isEqualTo(new DemoOptions(365, 7, true, LocalDate.of(2026, 1, 3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--day", "--days", "--days x", "--days 0", "--days 366", "--start 2026-13-01", "7"})
    void aWrongOptionIsAnsweredWithTheRightOnes(String line) {
        assertThatThrownBy(() -> DemoOptions.parse(List.of(line.split(" "))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--days N");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 8, 60, 365})
    void theSeasonMovesByWholeWeeksAndEndsInTheWeekBeforeToday(int days) {
        for (int i = 0; i < 14; i++) {
            LocalDate today = LocalDate.of(2026, 11, 15).plusDays(i);
            LocalDate first = new DemoOptions(days, 1, false, null).firstDay(SATURDAY, today);
            LocalDate last = first.plusDays(days - 1L);

            assertThat(first.getDayOfWeek()).isEqualTo(SATURDAY.getDayOfWeek());
            assertThat(last).isBetween(today.minusDays(7), today.minusDays(1));
        }
    }

    @Test
    void aStatedStartIsTaken() {
        LocalDate start = LocalDate.of(2024, 2, 29);

        assertThat(new DemoOptions(7, 1, false, start).firstDay(SATURDAY, LocalDate.of(2026, 11, 22)))
                .isEqualTo(start);
    }
}
