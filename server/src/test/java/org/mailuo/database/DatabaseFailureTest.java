package org.mailuo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFailureTest {

    @Test
    void speaksBothLanguagesAboutEverything() {
        var english = keys(Locale.ROOT);
        assertThat(keys(Locale.CHINESE)).isEqualTo(english);
        assertThat(english)
                .allSatisfy(key -> assertThat(english).contains(key.endsWith(".action") ? key : key + ".action"));
    }

    @Test
    void tellsTheOperatorBothAndWhatToDo() {
        var failure = new DatabaseFailure("too-old", 14, 15);
        var analysis = new DatabaseFailureAnalyzer().analyze(failure, failure);
        assertThat(analysis.getDescription()).contains("数据库是 PostgreSQL 14").contains("The database is PostgreSQL 14");
        assertThat(analysis.getAction()).contains("请升级数据库").contains("Upgrade the database");
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void servesSupportedVersions(int major) {
        assertThatCode(() -> NamedPostgres.requireSupported(major)).doesNotThrowAnyException();
    }

    @Test
    void refusesTheVersionBefore() {
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> NamedPostgres.requireSupported(14))
                .withMessage("The database is PostgreSQL 14; Mailuo needs 15 or later.");
    }

    @Test
    void saysWhenNobodyAnswers() {
        var nobody = DatabaseAddress.loopback(1, "mailuo", "mailuo", "secret");
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> NamedPostgres.open(nobody, nobody))
                .withMessageStartingWith("The database jdbc:postgresql://127.0.0.1:1/mailuo does not let us in")
                .withMessageNotContaining("secret");
    }

    private static Set<String> keys(Locale locale) {
        return ResourceBundle.getBundle("org.mailuo.database.failures", locale).keySet();
    }
}
