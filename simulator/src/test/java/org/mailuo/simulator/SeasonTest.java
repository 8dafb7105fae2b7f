package org.mailuo.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailuo.shared.Abo;

class SeasonTest {
    private static final String DONATIONS = "date,donations,new,returning\n";
    private static final String GROUPS = "date,a,b,o,ab\n";

    @Test
    void theExtractIsTheWholeYear() {
        Season season = Season.perak2022();

        assertThat(season.days()).hasSize(365);
        assertThat(season.days().getFirst().date()).isEqualTo(LocalDate.of(2022, 1, 1));
        assertThat(season.days().getLast().date()).isEqualTo(LocalDate.of(2022, 12, 31));
        assertThat(season.days().stream().mapToInt(SeasonDay::donations).sum()).isEqualTo(46_498);
        assertThat(season.days().stream().mapToInt(SeasonDay::newDonors).sum()).isEqualTo(10_804);
        assertThat(season.days().stream().mapToInt(SeasonDay::returning).sum()).isEqualTo(35_694);
    }

    @Test
    void aGoodFileIsRead() throws IOException {
        Season season = read(
                DONATIONS + "2022-01-01,3,1,2\n2022-01-02,0,0,0\n",
                GROUPS + "2022-01-01,1,2,3,4\n2022-01-02,0,0,0,0\n");

        assertThat(season.days()).hasSize(2);
        assertThat(season.days().getFirst()).isEqualTo(new SeasonDay(LocalDate.of(2022, 1, 1), 3, 1, 2, 1, 2, 3, 4));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            date,donations,new                       | donations, line 1: expected the header
            date,donations,new,returning             | donations, line 2: no days
            date,donations,new,returning;2022-01-01,3,1 | donations, line 2: 3 fields, expected 4
            date,donations,new,returning;2022-01-01,3,1,x | donations, line 2: not a whole number
            date,donations,new,returning;2022-01-01,3,1,-2 | donations, line 2: not a whole number
            date,donations,new,returning;2022-02-30,3,1,2 | donations, line 2: not a date
            date,donations,new,returning;2022-01-01,3,1,2;2022-01-03,3,1,2 | donations, line 3: expected the day after
            date,donations,new,returning;2022-01-01,4,1,2 | donations, line 2: new and returning donors do not add up
            date,donations,new,returning;2022-01-02,3,1,2 | groups, line 2: expected 2022-01-02
            date,donations,new,returning;2022-01-01,3,1,2;2022-01-02,3,1,2 | groups, line 2: 1 days, but 2 in donations
            """)
    void aBadFileIsRefusedWithItsLine(String lines, String message) {
        assertThatThrownBy(() -> read(lines.replace(';', '\n') + "\n", GROUPS + "2022-01-01,1,2,3,4\n"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(message);
    }

    @Test
    void donationsOfNoGroupAreRefused() {
        assertThatThrownBy(() -> read(DONATIONS + "2022-01-01,3,1,2\n", GROUPS + "2022-01-01,0,0,0,0\n"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("groups, line 2");
    }

    @Test
    void groupsFallByTheirShares() {
        SeasonDay day = new SeasonDay(LocalDate.of(2022, 1, 1), 3, 1, 2, 1, 2, 3, 4);

        assertThat(day.groupAt(0)).isEqualTo(Abo.A);
        assertThat(day.groupAt(0.0999)).isEqualTo(Abo.A);
        assertThat(day.groupAt(0.1001)).isEqualTo(Abo.B);
        assertThat(day.groupAt(0.2999)).isEqualTo(Abo.B);
        assertThat(day.groupAt(0.3001)).isEqualTo(Abo.O);
        assertThat(day.groupAt(0.5999)).isEqualTo(Abo.O);
        assertThat(day.groupAt(0.6001)).isEqualTo(Abo.AB);
        assertThat(day.groupAt(0.9999)).isEqualTo(Abo.AB);
    }

    private static Season read(String donations, String groups) throws IOException {
        return Season.read("donations", new StringReader(donations), "groups", new StringReader(groups));
    }
}
