package org.mailuo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void isAbsentWhenNothingIsNamed(@Nullable String url) {
        assertThat(DatabaseAddress.from(new DatabaseSettings(url, null, null, null, null)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/mailuo, jdbc:postgresql://db/mailuo",
        "postgresql://db/mailuo, jdbc:postgresql://db/mailuo",
        "postgres://u:p@db:5433/mailuo, jdbc:postgresql://db:5433/mailuo",
        "'postgresql://u:p@a:1,b:2/mailuo?targetServerType=primary', 'jdbc:postgresql://a:1,b:2/mailuo'",
    })
    void acceptsBothWaysOfWriting(String url, String shown) {
        var address = address(url, null, null);
        assertThat(address).hasToString(shown);
        assertThat(address.jdbcUrl()).contains("reWriteBatchedInserts=true").contains("logServerErrorDetail=false");
    }

    @Test
    void takesUserAndPasswordFromTheAddress() {
        assertThat(address("postgresql://a%40b:p+%2F@db/mailuo", null, null))
                .returns("a@b", DatabaseAddress::user)
                .returns("p+/", DatabaseAddress::password);
    }

    @Test
    void prefersUserAndPasswordThatAreNamedApart() {
        assertThat(address("postgresql://a:b@db/mailuo", "c", "d"))
                .returns("c", DatabaseAddress::user)
                .returns("d", DatabaseAddress::password);
    }

    @Test
    void leavesTheOperatorsDriverSettingsAlone() {
        assertThat(address("jdbc:postgresql://db/mailuo?prepareThreshold=0&reWriteBatchedInserts=false", "u", "p")
                        .jdbcUrl())
                .startsWith("jdbc:postgresql://db/mailuo?prepareThreshold=0&reWriteBatchedInserts=false&")
                .doesNotContain("reWriteBatchedInserts=true");
    }

    @Test
    void neverShowsASecret() {
        assertThat(address("jdbc:postgresql://db/mailuo?user=u&password=secret", null, null)
                        .toString())
                .doesNotContain("secret");
        assertThat(address("postgresql://u:secret@db/mailuo", null, null).toString())
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://db/mailuo", "db.example.org", "postgresql:mailuo"})
    void refusesOtherAddressesWithoutRepeatingThem(String url) {
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> address(url, null, null))
                .withMessageContaining("MAILUO_DATABASE_URL")
                .withMessageNotContaining(url);
    }

    private static DatabaseAddress address(String url, @Nullable String user, @Nullable String password) {
        return DatabaseAddress.from(new DatabaseSettings(url, user, password, null, null))
                .orElseThrow();
    }
}
