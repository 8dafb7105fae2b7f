package org.mailuo.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file of the keys: one line a key, readable by its owner only, replaced whole or not at all. */
record KeyFile(Path path) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern LINE = Pattern.compile("([1-9][0-9]{0,4}) (\\S+) ([0-9a-f]{64})(?: retired (\\S+))?");
    private static final int MOST = 65_535;

    boolean exists() {
        return Files.exists(path);
    }

    FileTime changedAt() throws IOException {
        return Files.getLastModifiedTime(path);
    }

    KeyRing read() {
        try {
            List<Key> keys = new ArrayList<>();
            for (String line : Files.readAllLines(path)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    keys.add(key(line.strip()));
                }
            }
            return new KeyRing(keys);
        } catch (IOException | IllegalArgumentException | DateTimeParseException unreadable) {
            throw new KeyFailure("unreadable", path);
        }
    }

    private static Key key(String line) {
        Matcher found = LINE.matcher(line);
        if (!found.matches()) {
            throw new IllegalArgumentException("Not the line of a key");
        }
        String retired = found.group(4);
        return new Key(
                Integer.parseInt(found.group(1)),
                Instant.parse(found.group(2)),
                found.group(3),
                retired == null ? null : Instant.parse(retired));
    }

    static Key fresh(int id, Instant from) {
        if (id > MOST) {
            throw new IllegalStateException("No number is left for another key");
        }
        var secret = new byte[Key.SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new Key(id, from, HexFormat.of().formatHex(secret), null);
    }

    void write(List<Key> keys) {
        var text = new StringBuilder();
        for (Locale language : List.of(Locale.CHINESE, Locale.ENGLISH)) {
            text.append("# ").append(KeyFailure.text(language, "head")).append('\n');
        }
        keys.forEach(key -> text.append(key.line()).append('\n'));
        var unfinished = path.resolveSibling(path.getFileName() + ".new");
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (!Files.exists(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, text, StandardOpenOption.SYNC);
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new KeyFailure("unwritable", path);
        }
    }
}
