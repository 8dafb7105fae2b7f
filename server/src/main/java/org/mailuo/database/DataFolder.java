package org.mailuo.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The files of one embedded server. Whatever is written here is written whole or not at all. */
record DataFolder(Path path) {

    /** Below the range from which Linux lends ports to outgoing connections, so that nobody takes ours by chance. */
    private static final int FIRST_PORT = 20_000;

    private static final int LAST_PORT = 32_767;
    private static final SecureRandom RANDOM = new SecureRandom();

    DataFolder {
        path = path.toAbsolutePath().normalize();
    }

    Path server() {
        return path.resolve("postgres");
    }

    Path unfinishedServer() {
        return path.resolve("postgres.init");
    }

    Path logs() {
        return path.resolve("postgres-log");
    }

    Path passwordFile(String role) {
        return path.resolve(role + ".password");
    }

    private Path portFile() {
        return path.resolve("postgres.port");
    }

    boolean isInitialised() {
        return Files.exists(server().resolve("PG_VERSION"));
    }

    /** The role's password in this folder's server: made once, readable by this user only. */
    String password(String role) throws IOException {
        if (!Files.exists(passwordFile(role))) {
            var bytes = new byte[24];
            RANDOM.nextBytes(bytes);
            var unfinished = path.resolve(role + ".password.new");
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, HexFormat.of().formatHex(bytes), StandardOpenOption.SYNC);
            Files.move(unfinished, passwordFile(role), StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(passwordFile(role)).strip();
    }

    /** The port of this folder's server: chosen once, kept while nobody else sits on it. */
    int freePort() throws IOException {
        int port = Files.exists(portFile()) ? parsePort(Files.readString(portFile())) : randomPort();
        while (!isFree(port)) {
            port = randomPort();
        }
        replace(portFile(), Integer.toString(port));
        return port;
    }

    static int parsePort(String text) {
        try {
            int port = Integer.parseInt(text.strip());
            return port >= 1024 && port <= LAST_PORT ? port : randomPort();
        } catch (NumberFormatException damaged) {
            return randomPort();
        }
    }

    static int randomPort() {
        return RANDOM.nextInt(FIRST_PORT, LAST_PORT + 1);
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Says whether the file now reads differently. */
    static boolean replace(Path file, String text) throws IOException {
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return false;
        }
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(
                unfinished,
                text,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }
}
