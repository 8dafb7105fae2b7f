package org.mailuo.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterTest {

    @TempDir
    Path server;

    @Test
    void readsThePidFile() {
        assertThat(Postmaster.parse(List.of("42", "/data", "1700000000", "21067", "", "127.0.0.1", "  1  2", "ready ")))
                .hasValue(new Postmaster(42, 21_067, "ready"));
    }

    @Test
    void takesAShortPidFileForAStartingServer() {
        assertThat(Postmaster.parse(List.of("42", "/data", "1700000000", "21067")))
                .hasValueSatisfying(found -> assertThat(found.isReady()).isFalse());
    }

    @Test
    void readsNothingFromAHalfWrittenPidFile() {
        assertThat(Postmaster.parse(List.of())).isEmpty();
        assertThat(Postmaster.parse(List.of(""))).isEmpty();
    }

    @Test
    void findsNobodyWithoutAPidFile() throws IOException {
        assertThat(Postmaster.runningIn(server)).isEmpty();
    }

    @Test
    void believesThePidFileOnlyOfAProcessThatWorksInTheFolder() throws IOException {
        var elsewhere = new ProcessBuilder("sleep", "60").start();
        var inside =
                new ProcessBuilder("sleep", "60").directory(server.toFile()).start();
        try {
            write(elsewhere.pid());
            assertThat(Postmaster.runningIn(server)).isEmpty();
            assertThat(Postmaster.isAnyoneWorkingIn(server)).isTrue();
            write(inside.pid());
            assertThat(Postmaster.runningIn(server)).isPresent();
        } finally {
            elsewhere.destroy();
            inside.destroy();
        }
    }

    private void write(long pid) throws IOException {
        Files.writeString(Postmaster.fileIn(server), pid + "\n" + server + "\n1700000000\n5432\n");
    }
}
