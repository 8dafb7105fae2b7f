package org.mailuo.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs PostgreSQL's own tools, free of the caller's PG* variables and locale. */
record PostgresCommands(PostgresInstallation installation, PostgresUser user) {

    /** After a power cut the server replays its log before it answers; that may take a while on a slow disk. */
    private static final String PATIENCE_SECONDS = "300";

    void initdb(Path target, Path passwordFile, boolean durable) throws IOException {
        Files.createDirectories(target);
        user.own(target);
        user.own(passwordFile);
        var arguments = new ArrayList<>(List.of(
                "--pgdata=" + target,
                "--username=" + EmbeddedPostgres.SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--data-checksums",
                durable ? "--no-instructions" : "--no-sync"));
        arguments.addAll(
                major() >= 17
                        ? List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
                        : List.of("--locale=C.UTF-8"));
        run("initdb", arguments);
    }

    void start(Path server, Path log) throws IOException {
        run("pg_ctl", List.of("start", "-w", "-s", "-t", PATIENCE_SECONDS, "-D", "" + server, "-l", "" + log));
    }

    void stop(Path server) throws IOException {
        run("pg_ctl", List.of("stop", "-w", "-s", "-m", "fast", "-t", PATIENCE_SECONDS, "-D", "" + server));
    }

    /** "postgres (PostgreSQL) 18.1" */
    int major() throws IOException {
        var version = run("postgres", List.of("--version")).replaceFirst("^\\D*", "");
        return Integer.parseInt(version.replaceFirst("(?s)\\D.*", ""));
    }

    private String run(String tool, List<String> arguments) throws IOException {
        var command = new ArrayList<>(user.prefix());
        command.add(installation.bin().resolve(tool).toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .directory(installation.bin().toFile());
        var environment = builder.environment();
        environment
                .keySet()
                .removeIf(name -> name.startsWith("PG") || name.startsWith("LC_") || name.startsWith("LD_"));
        environment.put("LC_ALL", "C");
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (exitCode(process) != 0) {
            throw new IOException(tool + ": " + output.strip());
        }
        return output;
    }

    private static int exitCode(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
