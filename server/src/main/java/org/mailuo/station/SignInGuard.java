package org.mailuo.station;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Watches every place where somebody proves who he is: the door and each signature. Wrong proofs lock the account, and
 * too many from one address shut that address out. Whoever asks learns the same in every case, so that nobody finds out
 * which logins exist.
 *
 * <p>Ask {@link #require} before looking at the proof, then tell {@link #failed} or {@link #succeeded}.
 */
@Service
public class SignInGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignInGuard.class);

    private final DoorStore store;
    private final AddressLimit addresses = new AddressLimit();

    /** Wrong proofs that count already and are on their way into the table, by account. */
    private final Map<String, List<Instant>> unwritten = new ConcurrentHashMap<>();

    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("wrong-proofs").daemon().factory());

    SignInGuard(DoorStore store) {
        this.store = store;
    }

    /**
     * Refuses a proof that must not even be looked at.
     *
     * @throws RefusedException {@code station.proof-refused}, which a wrong proof should say too
     */
    @Transactional(readOnly = true)
    public void require(String login, Instant at) {
        if (!isOpen(login, at)) {
            throw new RefusedException(refusal());
        }
    }

    /** What to say to every wrong, locked or unknown proof. */
    public static Reason refusal() {
        return Reason.of("station.proof-refused");
    }

    /** Whether this account and the address of the running request may try now; an unknown login may. */
    @Transactional(readOnly = true)
    public boolean isOpen(String login, Instant at) {
        String account = StaffRules.normal(login);
        return addresses.isOpen(address(), at) && !LockRules.isLocked(failures(account, at), at);
    }

    private List<Instant> failures(String account, Instant at) {
        return Stream.concat(
                        store.failures(account, at.minus(LockRules.MEMORY)).stream(),
                        unwritten.getOrDefault(account, List.of()).stream())
                .sorted()
                .toList();
    }

    /**
     * Counts a wrong proof that was offered within a transaction which will be rolled back. It counts at once and is
     * written a moment later by a thread of its own: to wait here for a second connection, with one in hand, would let
     * eight wrong passwords stop the house.
     */
    void failedWithin(String login, Instant at) {
        String account = StaffRules.normal(login);
        String address = address();
        unwritten.merge(account, List.of(at), SignInGuard::joined);
        writer.execute(() -> {
            try {
                count(account, at, address);
            } catch (DataAccessException | TransactionException lost) {
                LOG.error("A wrong proof could not be written down", lost);
            } finally {
                unwritten.computeIfPresent(account, (key, all) -> without(all, at));
            }
        });
    }

    /** What was counted is written before the house closes. */
    @Override
    public void close() {
        writer.close();
    }

    private static List<Instant> joined(List<Instant> some, List<Instant> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static @Nullable List<Instant> without(List<Instant> all, Instant one) {
        List<Instant> rest = new ArrayList<>(all);
        rest.remove(one);
        return rest.isEmpty() ? null : List.copyOf(rest);
    }

    /** Counts a wrong proof, whatever becomes of the transaction in which it was offered. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void failed(String login, Instant at) {
        count(StaffRules.normal(login), at, address());
    }

    private void count(String account, Instant at, String address) {
        if (!address.isEmpty()) {
            addresses.failed(address, at);
        }
        if (!store.record(account, DoorEvent.FAILED, at, address, "")) {
            // What was typed may be somebody's password: it is not repeated.
            LOG.warn("Somebody at {} tried an unknown login", address);
            return;
        }
        List<Instant> failures = store.failures(account, at.minus(LockRules.MEMORY));
        if (LockRules.isLocked(failures, at)) {
            store.record(account, DoorEvent.LOCKED, at, address, "");
            LOG.warn("An account was locked after {} wrong proofs, the last from {}", failures.size(), address);
        }
    }

    /** Clears the count of wrong proofs: somebody came in. A right signature need not be told. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void succeeded(String login, Instant at) {
        record(login, DoorEvent.SIGNED_IN, at, "");
    }

    /** Keeps what else happens at the door. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void record(String login, DoorEvent event, Instant at, String detail) {
        store.record(StaffRules.normal(login), event, at, address(), detail);
    }

    /** What happened at the door to one person, newest first. */
    @Transactional(readOnly = true)
    public List<DoorLine> lines(StationId station, StaffId person, int limit) {
        return store.lines(station, person.value(), limit);
    }

    /** Of the running request; empty outside of one. */
    static String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRemoteAddr()
                : "";
    }
}
