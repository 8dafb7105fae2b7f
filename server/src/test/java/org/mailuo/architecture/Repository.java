package org.mailuo.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the repository as text, from wherever the test was started. */
final class Repository {
    private static final Path ROOT = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
            .filter(folder -> Files.exists(folder.resolve("mailuo")) && Files.exists(folder.resolve("docs")))
            .findFirst()
            .orElseThrow();

    private Repository() {}

    static Path path(String name) {
        return ROOT.resolve(name);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file below the folder with this ending: its path to its text. */
    static Map<Path, String> texts(String folder, String ending) {
        try (Stream<Path> files = Files.walk(path(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .collect(Collectors.toMap(file -> file, Repository::read));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
