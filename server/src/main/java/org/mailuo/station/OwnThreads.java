package org.mailuo.station;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes passwords on threads of its own, half as many as there are cores: the work goes on at the others. Requests run on
 * virtual threads, which nothing interrupts while they compute: sixty people who sign in within a second would
 * otherwise keep every other request from going on, each with the connection that it has in hand, until the pool is
 * empty for all.
 */
final class OwnThreads implements PasswordEncoder, AutoCloseable {
    private final PasswordEncoder encoder;
    private final ExecutorService threads;

    OwnThreads(PasswordEncoder encoder) {
        this.encoder = encoder;
        this.threads = Executors.newFixedThreadPool(
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                Thread.ofPlatform().name("passwords-", 0).daemon().factory());
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return apart(() -> encoder.encode(password));
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        return Boolean.TRUE.equals(apart(() -> encoder.matches(password, hash)));
    }

    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private <T extends @Nullable Object> T apart(Callable<T> work) {
        try {
            return threads.submit(work).get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while a password was hashed", stopped);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
