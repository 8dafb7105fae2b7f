package org.mailuo.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailuo.shared.StationId;

/** What is sealed opens in its own place, unaltered, with its own key, or not at all. */
class VaultTest {
    private static final StationId STATION = new StationId(1);
    private static final Place PLACE = new Place("donors.donors", "document", STATION, new UUID(1, 1));
    private static final String NUMBER = "511502189003070008";
    private static final Instant NOW = Instant.parse("1926-11-22T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private KeyFile file;
    private Key first;
    private Vault vault;

    @BeforeEach
    void keys() throws IOException {
        file = new KeyFile(folder.resolve("keys").resolve("mailuo.keys"));
        first = KeyFile.fresh(1, NOW);
        file.write(List.of(first));
        vault = new Vault(file, CLOCK);
    }

    @Test
    void whatIsSealedOpens() {
        byte[] sealed = vault.seal(PLACE, NUMBER);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(NUMBER.substring(0, 6));
        assertThat(vault.open(PLACE, sealed)).isEqualTo(NUMBER);
        assertThat(vault.seal(PLACE, NUMBER)).isNotEqualTo(sealed);
    }

    @Test
    void noAlteredByteIsOverlooked() {
        byte[] sealed = vault.seal(PLACE, NUMBER);
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThatExceptionOfType(SealBrokenException.class)
                    .as("byte %s", i)
                    .isThrownBy(() -> vault.open(PLACE, altered))
                    .withMessageNotContaining(NUMBER);
        }
        assertThatExceptionOfType(SealBrokenException.class).isThrownBy(() -> vault.open(PLACE, new byte[30]));
    }

    @Test
    void aValueCopiedToAnotherPlaceDoesNotOpen() {
        byte[] sealed = vault.seal(PLACE, NUMBER);
        for (Place other : List.of(
                new Place("donors.people", "document", STATION, new UUID(1, 1)),
                new Place("donors.donors", "phone", STATION, new UUID(1, 1)),
                new Place("donors.donors", "document", new StationId(2), new UUID(1, 1)),
                new Place("donors.donors", "document", STATION, new UUID(1, 2)))) {
            assertThatExceptionOfType(SealBrokenException.class)
                    .as(other.toString())
                    .isThrownBy(() -> vault.open(other, sealed));
        }
    }

    @Test
    void equalTextsAreFoundWithinOnePurposeAndStation() {
        byte[] hash = vault.hash("document", STATION, NUMBER);
        assertThat(vault.hashes("document", STATION, NUMBER)).containsExactly(hash);
        assertThat(vault.hash("phone", STATION, NUMBER)).isNotEqualTo(hash);
        assertThat(vault.hash("document", new StationId(2), NUMBER)).isNotEqualTo(hash);
    }

    @Test
    void anotherKeySealsFromItsHourOnAndTheOldOneStillOpens() throws IOException {
        byte[] sealed = vault.seal(PLACE, NUMBER);
        file.write(List.of(first, KeyFile.fresh(2, NOW.plusSeconds(60))));

        Vault before = new Vault(file, CLOCK);
        assertThat(before.isStale(sealed)).isFalse();

        Vault after = new Vault(file, Clock.offset(CLOCK, Duration.ofSeconds(60)));
        assertThat(after.isStale(sealed)).isTrue();
        assertThat(after.open(PLACE, sealed)).isEqualTo(NUMBER);
        byte[] anew = after.seal(PLACE, NUMBER);
        assertThat(after.isStale(anew)).isFalse();
        assertThat(after.hashes("document", STATION, NUMBER))
                .containsExactly(after.hash("document", STATION, NUMBER), vault.hash("document", STATION, NUMBER));
        // A process that read the file earlier finds the new key as soon as it meets it.
        assertThat(vault.open(PLACE, anew)).isEqualTo(NUMBER);
    }

    @Test
    void aRetiredKeyOpensButIsNotSearchedWith() throws IOException {
        byte[] sealed = vault.seal(PLACE, NUMBER);
        file.write(List.of(first.retired(NOW), KeyFile.fresh(2, NOW)));
        Vault after = new Vault(file, CLOCK);
        assertThat(after.open(PLACE, sealed)).isEqualTo(NUMBER);
        assertThat(after.hashes("document", STATION, NUMBER)).hasSize(1);
    }

    @Test
    void onlyTheOwnerReadsTheFile() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(file.path().getParent())))
                .isEqualTo("rwx------");
        assertThat(first).hasToString("Key 1");
    }

    @Test
    void aDamagedFileIsRefusedInBothLanguages() throws IOException {
        Files.writeString(file.path(), "1 yesterday abc");
        assertThatExceptionOfType(KeyFailure.class).isThrownBy(file::read).satisfies(failure -> {
            var analysis = new KeyFailureAnalyzer().analyze(failure, failure);
            assertThat(analysis.getDescription()).contains("无法读取").contains("cannot be read");
            assertThat(analysis.getAction()).contains("备份").contains("copy");
        });
    }
}
