package org.mailuo.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * As whom the server runs. PostgreSQL refuses root, so root steps into a user namespace without rights (files stay
 * root's); where containers forbid that, it steps down to "nobody", who then owns the server's files.
 */
enum PostgresUser {
    OURSELVES(List.of(), -1),
    ROOT_IN_NAMESPACE(List.of("unshare", "-U", "--"), 0),
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"), 65_534);

    private final List<String> prefix;
    private final int uid;

    PostgresUser(List<String> prefix, int uid) {
        this.prefix = prefix;
        this.uid = uid;
    }

    static PostgresUser choose() {
        if (!isRoot()) {
            return OURSELVES;
        }
        if (ROOT_IN_NAMESPACE.works()) {
            return ROOT_IN_NAMESPACE;
        }
        if (NOBODY.works()) {
            return NOBODY;
        }
        throw new DatabaseFailure("root-refused");
    }

    List<String> prefix() {
        return prefix;
    }

    /** Hands the files over when they are not this user's yet. */
    void own(Path path) throws IOException {
        if (uid < 0 || Integer.valueOf(uid).equals(Files.getAttribute(path, "unix:uid"))) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.setAttribute(file, "unix:uid", uid);
                Files.setAttribute(file, "unix:gid", uid);
            }
        }
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private boolean works() {
        var command = new java.util.ArrayList<>(prefix);
        command.add("true");
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
