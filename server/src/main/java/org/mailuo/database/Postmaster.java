package org.mailuo.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says, believed only as far as the process table agrees: the number in the file may by now
 * belong to a stranger, and PostgreSQL would then refuse to start for ever.
 */
record Postmaster(long pid, int port, String status) {

    static Path fileIn(Path server) {
        return server.resolve("postmaster.pid");
    }

    /** The living postmaster of this very folder. */
    static Optional<Postmaster> runningIn(Path server) throws IOException {
        try {
            return parse(Files.readAllLines(fileIn(server))).filter(found -> worksIn(found.pid(), server));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    static Optional<Postmaster> parse(List<String> lines) {
        try {
            var pid = Long.parseLong(lines.getFirst().strip());
            var port = lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0;
            return Optional.of(
                    new Postmaster(pid, port, lines.size() > 7 ? lines.get(7).strip() : "starting"));
        } catch (NumberFormatException | java.util.NoSuchElementException halfWritten) {
            return Optional.empty();
        }
    }

    boolean isReady() {
        return status.equals("ready");
    }

    /** The program file of the process, which tells an older Mailuo's PostgreSQL from ours. */
    boolean runs(Path program) {
        try {
            return Files.isSameFile(Path.of("/proc/" + pid + "/exe"), program);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Every PostgreSQL process makes its data folder the working folder, and keeps it there. */
    static boolean worksIn(long pid, Path server) {
        try {
            return Files.isSameFile(Path.of("/proc/" + pid + "/cwd"), server);
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    static boolean isAnyoneWorkingIn(Path server) {
        return ProcessHandle.allProcesses().anyMatch(process -> worksIn(process.pid(), server));
    }
}
