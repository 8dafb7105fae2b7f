package org.mailuo.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailuo.reports.StockTable.Level;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.ProductCode;

class StockTableTest {
    private static final BloodGroup A = BloodGroup.of("A+");
    private static final BloodGroup O = BloodGroup.of("O-");

    @ParameterizedTest
    @CsvSource({"28, 28, 28, 280", "10, 28, 28, 100", "1, 3, 28, 93", "5, 10, 2, 10", "0, 7, 28, 0"})
    void stockDaysAreUsableBagsByTheMeanDailyIssue(int usable, int issued, int window, int tenths) {
        assertThat(StockLine.tenthsOfDays(usable, issued, window)).hasValue(tenths);
    }

    @Test
    void withoutAnIssueNobodyKnowsHowLongItLasts() {
        assertThat(StockLine.tenthsOfDays(12, 0, 28)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"51, GOOD", "50, GOOD", "49, LOW", "25, LOW", "24, CRITICAL", "0, CRITICAL"})
    void aLevelIsJudgedAtTheTargetAndAtItsHalf(int tenths, Level level) {
        assertThat(StockTable.level(OptionalInt.of(tenths), 5)).isEqualTo(level);
    }

    @Test
    void whatHasNoTargetOrNoDemandHasNoLevel() {
        assertThat(StockTable.level(OptionalInt.of(1), 0)).isEqualTo(Level.UNKNOWN);
        assertThat(StockTable.level(OptionalInt.empty(), 5)).isEqualTo(Level.UNKNOWN);
    }

    @Test
    void aFamilyIsTheSumOfItsProducts() {
        StockTable table = new StockTable(
                Instant.EPOCH, 28, List.of(line("LRC", A, 10, 28), line("SRC", A, 4, 0), line("LRC", O, 1, 28)));
        assertThat(table.family("RED_CELLS", A).usable()).isEqualTo(14);
        assertThat(table.family("RED_CELLS", A).tenths()).hasValue(140);
        assertThat(table.family("RED_CELLS", O).level()).isEqualTo(Level.CRITICAL);
        assertThat(table.family("RED_CELLS").tenths()).hasValue(75);
        assertThat(table.products("RED_CELLS")).hasSize(2);
        assertThat(table.family("PLASMA").isEmpty()).isTrue();
    }

    private static StockLine line(String product, BloodGroup group, int usable, int issued) {
        return new StockLine(
                ProductCode.of(product), "红细胞", "Red cells", "RED_CELLS", group, 0, usable, 0, 0, 0, issued);
    }
}
