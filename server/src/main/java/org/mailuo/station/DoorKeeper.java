package org.mailuo.station;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Lets in who knows the password of an open account. Every refusal is alike in word, in work and in time, whether the
 * login is unknown, closed or locked or the password wrong.
 */
@Component
class DoorKeeper implements AuthenticationManager {
    private static final Duration REFUSAL_TAKES = Duration.ofMillis(400);

    private final StaffStore store;
    private final PasswordEncoder passwords;
    private final SignInGuard guard;
    private final Clock clock;
    private final String nobodysHash;
    /** Attempts on one account go one by one, so that a burst cannot outrun the count of the failures. */
    private final Lock[] turns = Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);

    DoorKeeper(StaffStore store, PasswordEncoder passwords, SignInGuard guard, Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.guard = guard;
        this.clock = clock;
        String hash = passwords.encode(TemporaryPassword.next());
        this.nobodysHash = hash == null ? "" : hash;
    }

    @Override
    public Authentication authenticate(Authentication wish) {
        Instant now = clock.instant();
        StaffPrincipal ticket = prove(wish.getName(), String.valueOf(wish.getCredentials()), now)
                .map(account -> account.ticket(now, false))
                .orElseThrow(() -> new BadCredentialsException("Refused"));
        if (!ticket.hasFactor()) {
            guard.succeeded(ticket.getUsername(), now);
        }
        return UsernamePasswordAuthenticationToken.authenticated(ticket, null, ticket.getAuthorities());
    }

    /** Whoever this is by login and password; a wrong proof is counted and takes as long as any other. */
    Optional<StaffPrincipal> prove(String login, String password, Instant now) {
        long began = System.nanoTime();
        String name = StaffRules.normal(login);
        Lock turn = turns[Math.floorMod(name.hashCode(), turns.length)];
        turn.lock();
        Optional<StaffPrincipal> proved;
        try {
            proved = look(name, password, now);
        } finally {
            turn.unlock();
        }
        if (proved.isEmpty()) {
            waitUntil(began + REFUSAL_TAKES.toNanos());
        }
        return proved;
    }

    private Optional<StaffPrincipal> look(String login, String password, Instant now) {
        boolean open = guard.isOpen(login, now);
        Optional<StaffPrincipal> account = store.findAccount(login, now);
        String hash = account.map(StaffPrincipal::passwordHash).orElse(nobodysHash);
        boolean fits = passwords.matches(password.length() > PasswordRules.LONGEST ? "" : password, hash);
        Optional<StaffPrincipal> proved =
                account.filter(person -> open && fits && person.isEnabled() && !isStale(person, now));
        if (proved.isEmpty() && open) {
            guard.failed(login, now);
        }
        return proved;
    }

    private static boolean isStale(StaffPrincipal person, Instant now) {
        return person.temporaryUntil() != null && !now.isBefore(person.temporaryUntil());
    }

    private static void waitUntil(long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, nanos - System.nanoTime())));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
