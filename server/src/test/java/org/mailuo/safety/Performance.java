package org.mailuo.safety;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.mailuo.audit.AlreadyDoneException;
import org.mailuo.safety.Action.NotTakenException;
import org.mailuo.safety.Oracle.Violation;
import org.mailuo.shared.Actor;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StaleException;
import org.mailuo.shared.StationId;
import org.mailuo.units.Bag;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * A history as it happens in one station: sends each step, and asks the oracle after each. What a bag that left may not
 * have had is judged in the step in which it left, by all that was written until then.
 */
final class Performance {
    /** What must not be: the oracle found a bag, or the house answered with something that is no refusal. */
    static final class FailureException extends RuntimeException {
        private final String kind;

        FailureException(String kind, String message, Throwable cause) {
            super(message, cause);
            this.kind = kind;
        }

        FailureException(String kind, String message) {
            super(message);
            this.kind = kind;
        }

        /** The same for two failures that have the same reason. */
        String kind() {
            return kind;
        }
    }

    /** Where a performance begins: after steps that were taken before, or at the very beginning. */
    record Beginning(StationId station, Setting setting, Known known, Instant now, List<Step> before) {
        Beginning {
            before = List.copyOf(before);
        }
    }

    private static final Duration STEP = Duration.ofMinutes(6);
    private static final Duration GLANCE = Duration.ofMillis(1);
    private static final int PATIENCE = 300;
    private static final Executor OTHERS = command -> Thread.ofVirtual().start(command);

    private final House house;
    private final Connection eyes;
    private final StationId station;
    private final StationId elsewhere;
    private final Setting setting;
    private final Known known;
    private final List<Step> steps;
    private final Set<UUID> judged = new HashSet<>();
    private final Map<Scene.Badge, Actor> signedIn = new ConcurrentHashMap<>();
    private final List<String> locks = new CopyOnWriteArrayList<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private @Nullable List<Bag> bags;
    private Instant now;
    private int commands;

    /** @param eyes a connection that sees everything, for the oracle @param elsewhere a station that is not this one */
    Performance(House house, Connection eyes, Beginning beginning, StationId elsewhere) {
        this.house = house;
        this.eyes = eyes;
        this.station = beginning.station();
        this.elsewhere = elsewhere;
        this.setting = beginning.setting();
        this.known = beginning.known().copy();
        this.steps = new ArrayList<>(beginning.before());
        this.now = beginning.now();
    }

    Beginning asBeginning() {
        return new Beginning(station, setting, known, now, steps);
    }

    History history() {
        return new History(setting, steps);
    }

    Known known() {
        return known;
    }

    int issued() {
        return judged.size();
    }

    /** What was refused so far, and why. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** Locks of the database that stopped what no rule had refused. */
    List<String> locks() {
        return List.copyOf(locks);
    }

    List<Bag> bags() {
        List<Bag> all = bags;
        if (all == null) {
            all = house.ledger()
                    .bagsOf(station, known.donations().stream().map(Known::din).toList());
            all.forEach(bag -> known.bags.put(Storyteller.ref(bag), bag));
            bags = all;
        }
        return all;
    }

    void take(Step step) {
        steps.add(step);
        now = now.plus(STEP);
        List<Bag> seen = bags;
        bags = null;
        try {
            switch (step) {
                case Step.Wait wait -> {
                    now = now.plus(wait.time());
                    bags = seen;
                }
                case Action action -> {
                    if (!send(action, scene(station))) {
                        bags = seen;
                    }
                }
                case Step.Twice twice -> twice(twice.action());
                case Step.Broken broken -> broken(broken);
                case Step.Race race -> {
                    race(race);
                    return;
                }
                case Step.FromElsewhere stranger -> send(stranger.action(), scene(elsewhere));
            }
            judge(Set.of(), false);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // Sending -----------------------------------------------------------------------------------------------------

    private Scene scene(StationId sender) {
        UUID command = new UUID((long) station.value() << 32 | 0x7000, Long.MIN_VALUE | (commands += 1));
        Known mine = sender.equals(station) ? known : known.copy();
        return new Scene(house, station, sender, setting.zone(), mine, signedIn, now, command);
    }

    /** @return whether it was carried out */
    private boolean send(Action action, Scene scene) {
        try {
            action.take(scene);
            return true;
        } catch (RefusedException
                | NotFoundException
                | StaleException
                | AlreadyDoneException
                | NotTakenException refused) {
            refusals.add(action + ": " + refused.getMessage());
            return false;
        } catch (DataIntegrityViolationException locked) {
            refusals.add(action + ": " + root(locked).getMessage());
            locks.add(action.getClass().getSimpleName() + " " + constraint(locked));
            return false;
        } catch (RuntimeException unexpected) {
            throw new FailureException(
                    action.getClass().getSimpleName() + " "
                            + root(unexpected).getClass().getSimpleName(),
                    "Neither done nor refused: " + action,
                    unexpected);
        } finally {
            if (Storyteller.isAboutPeople(action)) {
                signedIn.clear();
            }
        }
    }

    private static String constraint(DataIntegrityViolationException locked) {
        return root(locked) instanceof PSQLException refused && refused.getServerErrorMessage() != null
                ? String.valueOf(refused.getServerErrorMessage().getConstraint())
                : "?";
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    private void twice(Action action) {
        Scene scene = scene(station);
        if (!send(action, scene)) {
            return;
        }
        try {
            action.take(scene);
        } catch (AlreadyDoneException expected) {
            return;
        } catch (NotTakenException | RefusedException | NotFoundException | StaleException refused) {
            return;
        }
        throw new FailureException("DONE_TWICE", "The same command was carried out twice: " + action);
    }

    private void broken(Step.Broken broken) throws SQLException {
        Scene scene = scene(station);
        Scissors scissors = new Scissors(broken.cut(), broken.statement());
        try {
            Tap.listen(scissors, () -> broken.action().take(scene));
        } catch (RuntimeException failed) {
            if (!scissors.hasCut()) {
                send(broken.action(), scene(station));
                return;
            }
            if (broken.cut() != Step.Cut.UNANSWERED && isRecorded(scene.command())) {
                throw new FailureException("HALF_DONE", "Cut off, and something was written: " + broken.action());
            }
        }
        send(broken.action(), scene);
    }

    private boolean isRecorded(UUID command) throws SQLException {
        try (var query = eyes.prepareStatement("""
                select exists (select from audit.commands where station_id = ? and command_id = ?)
                    or exists (select from audit.trail where station_id = ? and command_id = ?)
                """)) {
            query.setInt(1, station.value());
            query.setObject(2, command);
            query.setInt(3, station.value());
            query.setObject(4, command);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    /** Cuts its thread off from the database once. */
    private static final class Scissors implements Tap.Listener {
        private final Step.Cut cut;
        private final int statement;
        private boolean done;

        Scissors(Step.Cut cut, int statement) {
            this.cut = cut;
            this.statement = statement;
        }

        boolean hasCut() {
            return done;
        }

        @Override
        public void before(int number, Connection connection) throws SQLException {
            if (number == statement && cut == Step.Cut.THROWN) {
                done = true;
                throw new SQLException("Cut", "57014");
            }
            if (number == statement && cut == Step.Cut.CLOSED) {
                done = true;
                connection.unwrap(PGConnection.class).cancelQuery();
                connection.unwrap(org.postgresql.core.BaseConnection.class).abort(Runnable::run);
            }
        }

        @Override
        public void afterCommit() throws SQLException {
            if (cut == Step.Cut.UNANSWERED && !done) {
                done = true;
                throw new SQLException("No answer", "08006");
            }
        }
    }

    /**
     * Two at once, the same way each time: the first stops before its statement until the second has ended, or waits for
     * a lock that the first has. Only where it waits for something that no database knows, patience decides.
     */
    private void race(Step.Race race) throws SQLException {
        boolean issues = race.first() instanceof Action.Issue || race.second() instanceof Action.Issue;
        Set<Violation> before = issues ? Oracle.ofBags(eyes, station, Oracle.all(eyes, station)) : Set.of();
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger waiting = new AtomicInteger();
        CompletableFuture<Void> first = start(scene(station), race.first(), (number, connection) -> {
            if (number == race.statement()) {
                reached.countDown();
                await(goOn);
            }
        });
        first.whenComplete((done, failed) -> reached.countDown());
        await(reached);
        CompletableFuture<Void> second = start(
                scene(station),
                race.second(),
                (number, connection) ->
                        waiting.set(connection.unwrap(PGConnection.class).getBackendPID()));
        for (int glances = 0; glances < PATIENCE && !second.isDone() && !isBlocked(waiting.get()); glances++) {
            LockSupport.parkNanos(GLANCE.toNanos());
        }
        goOn.countDown();
        try {
            CompletableFuture.allOf(first, second)
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof FailureException failure
                    ? failure
                    : new FailureException("STUCK", "Two wait for each other: " + race, failed);
        }
        judge(before, issues);
    }

    private CompletableFuture<Void> start(Scene scene, Action action, Tap.Listener listener) {
        return CompletableFuture.runAsync(() -> Tap.listen(listener, () -> send(action, scene)), OTHERS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean isBlocked(int backend) throws SQLException {
        try (var query = eyes.prepareStatement("select cardinality(pg_blocking_pids(?)) > 0")) {
            query.setInt(1, backend);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    // Judging -----------------------------------------------------------------------------------------------------

    /**
     * @param before what stood against the bags before a race: an issue that either order of the two explains is none of
     *     theirs
     */
    private void judge(Set<Violation> before, boolean raced) throws SQLException {
        Set<UUID> gone = Oracle.gone(eyes, station);
        if (!gone.containsAll(judged)) {
            throw new FailureException("FORGOTTEN", "An issue has vanished");
        }
        gone.removeAll(judged);
        if (gone.isEmpty()) {
            return;
        }
        Set<Violation> found = new TreeSet<>(Oracle.ofBags(eyes, station, gone));
        if (raced) {
            found.retainAll(before);
        }
        found.addAll(Oracle.ofIssues(eyes, station, gone));
        judged.addAll(gone);
        if (!found.isEmpty()) {
            throw new FailureException(found.iterator().next().stop(), "A bag left that never should: " + found);
        }
    }
}
