package org.mailuo.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {

    @TempDir
    Path path;

    private DataFolder folder;

    @BeforeEach
    void folder() {
        folder = new DataFolder(path);
    }

    @Test
    void keepsItsPort() throws IOException {
        assertThat(folder.freePort()).isEqualTo(folder.freePort()).isBetween(20_000, 32_767);
    }

    @Test
    void movesAwayFromAnOccupiedPort() throws IOException {
        int port = folder.freePort();
        try (var stranger = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(folder.freePort()).isNotEqualTo(stranger.getLocalPort()).isBetween(20_000, 32_767);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5432x", "1023", "32768", "-1", "99999999999"})
    void replacesADamagedPort(String text) {
        assertThat(DataFolder.parsePort(text)).isBetween(20_000, 32_767);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 5432, 32_767})
    void acceptsAnyPortBelowTheEphemeralOnes(int port) {
        assertThat(DataFolder.parsePort(port + "\n")).isEqualTo(port);
    }

    @Test
    void makesOnePasswordForTheOwnerOnly() throws IOException {
        assertThat(folder.password("mailuo"))
                .hasSize(48)
                .isEqualTo(folder.password("mailuo"))
                .isNotEqualTo(folder.password("mailuo_owner"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.passwordFile("mailuo"))))
                .isEqualTo("rw-------");
    }

    @Test
    void tellsWhetherAFileChanged() throws IOException {
        var file = path.resolve("settings");
        assertThat(DataFolder.replace(file, "a")).isTrue();
        assertThat(DataFolder.replace(file, "a")).isFalse();
        assertThat(DataFolder.replace(file, "b")).isTrue();
        assertThat(file).hasContent("b");
    }
}
