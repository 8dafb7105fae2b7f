package org.mailuo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A key file for the test applications of this run; the first of them makes it. */
final class TestKeys {
    private static final Path FOLDER = folder();

    private TestKeys() {}

    static String file() {
        return FOLDER.resolve("mailuo.keys").toString();
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("mailuo-keys");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
