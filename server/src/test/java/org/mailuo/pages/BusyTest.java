package org.mailuo.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusyTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "08006, true", // connection lost
        "57P01, true", // shut down
        "53300, true", // no connection left
        "40P01, true", // deadlock
        "23505, false", // a key twice
        "42501, false", // no right
        "57014, false" // cancelled
    })
    void onlyWhatPassesByItselfAsksForPatience(String state, boolean patience) {
        Exception wrapped = new IllegalStateException(new RuntimeException(new SQLException("x", state)));
        assertThat(Busy.is(wrapped)).isEqualTo(patience);
    }
}
