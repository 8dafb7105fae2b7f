package org.mailuo.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** A folder with initdb, pg_ctl and postgres in it: ours out of the jar, or one that is on the machine. */
record PostgresInstallation(Path bin) {

    private static final Map<String, String> ARCHIVES =
            Map.of("amd64", "postgres-linux-x86_64.txz", "aarch64", "postgres-linux-arm_64.txz");

    /** Unpacks the binaries once per user and content; a half-unpacked folder never gets the final name. */
    static PostgresInstallation unpack(Path cache) throws IOException {
        var name = ARCHIVES.get(System.getProperty("os.arch", ""));
        if (name == null || open(name) == null) {
            throw new DatabaseFailure("no-binaries", System.getProperty("os.name"), System.getProperty("os.arch"));
        }
        var home = cache.resolve(sha256(name));
        if (!Files.isDirectory(home)) {
            Files.createDirectories(cache);
            var unfinished = Files.createTempDirectory(cache, "unpacking-");
            try {
                extract(name, unfinished);
                Files.move(unfinished, home);
            } catch (IOException e) {
                FileSystemUtils.deleteRecursively(unfinished);
                if (!Files.isDirectory(home)) {
                    throw e;
                }
            }
        }
        return new PostgresInstallation(home.resolve("bin"));
    }

    static Path userCache() {
        var base = System.getenv("XDG_CACHE_HOME");
        return (base == null || base.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(base))
                .resolve("mailuo/postgres");
    }

    private static @Nullable InputStream open(String name) {
        return PostgresInstallation.class.getResourceAsStream("/" + name);
    }

    private static InputStream require(String name) throws IOException {
        var stream = open(name);
        if (stream == null) {
            throw new IOException(name + " is not on the classpath");
        }
        return stream;
    }

    private static String sha256(String name) throws IOException {
        try (var stream = new DigestInputStream(require(name), MessageDigest.getInstance("SHA-256"))) {
            var buffer = new byte[1 << 16];
            while (stream.read(buffer) >= 0) {}
            return HexFormat.of().formatHex(stream.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void extract(String name, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(require(name), 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException(entry.getName() + " leaves the folder");
                }
                extract(entry, tar, path);
            }
        }
        Files.setPosixFilePermissions(target, permissions(0755));
    }

    private static void extract(TarArchiveEntry entry, InputStream content, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            Files.setPosixFilePermissions(path, permissions(entry.getMode()));
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var result = EnumSet.noneOf(PosixFilePermission.class);
        var all = PosixFilePermission.values();
        for (int bit = 0; bit < all.length; bit++) {
            if ((mode & (0400 >> bit)) != 0) {
                result.add(all[bit]);
            }
        }
        return result;
    }
}
