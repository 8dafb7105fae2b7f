package org.mailuo.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailuo.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A start without the keys of this database is refused, and changes nothing. */
class KeyCheckIT {
    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient owner = database.owner().jdbc();
    private final KeyStore store = new KeyStore(JdbcClient.create(database));

    @TempDir
    private Path folder;

    private KeyCheck start() {
        return new KeyCheck(store, Clock.systemUTC(), "", folder.toString());
    }

    @Test
    void theFirstStartMakesTheKeysAndTheNextFindsThem() {
        KeyFile made = start().file();
        List<String> lines = made.read().keys().stream().map(Key::line).toList();
        start();
        assertThat(made.read().keys().stream().map(Key::line)).isEqualTo(lines);
        assertThat(store.checks()).containsOnlyKeys(1);
    }

    @Test
    void withoutTheFileOrWithAnotherOneNothingStarts() throws Exception {
        KeyFile made = start().file();
        Files.delete(made.path());
        assertThatExceptionOfType(KeyFailure.class).isThrownBy(this::start).withMessageContaining("is not there");
        assertThat(made.exists()).isFalse();

        made.write(List.of(KeyFile.fresh(1, Instant.EPOCH)));
        assertThatExceptionOfType(KeyFailure.class).isThrownBy(this::start).withMessageContaining("Key 1");
    }

    @Test
    void aKeyMayGoWhenNothingIsSealedWithItAnyMore() {
        KeyFile made = start().file();
        Key second = KeyFile.fresh(2, Instant.EPOCH);
        made.write(List.of(made.read().newest(), second));
        start();
        made.write(List.of(second));
        assertThatCode(this::start).doesNotThrowAnyException();

        owner.sql("alter table donors.donors disable trigger user").update();
        owner.sql("""
                insert into donors.donors (station_id, donor_id, name, sex, born_on, document_kind, document_sealed,
                                           document_key, registered_at)
                values (1, gen_random_uuid(), 'A', 'MALE', '1890-01-01', 'OTHER',
                        decode('010001' || repeat('00', 40), 'hex'), decode(repeat('00', 16), 'hex'), now())
                """).update();
        assertThatExceptionOfType(KeyFailure.class).isThrownBy(this::start).withMessageContaining("Key 1");
    }
}
