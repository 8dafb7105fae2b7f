package org.mailuo.safety;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mailuo.database.TestPostgres;
import org.mailuo.safety.Performance.Beginning;
import org.mailuo.safety.Performance.FailureException;
import org.mailuo.safety.Storyteller.Next;
import org.mailuo.safety.Storyteller.Rank;
import org.mailuo.shared.StationId;
import org.postgresql.PGConnection;
import org.springframework.context.ApplicationContext;

/** Where histories are performed: makes the beginnings once, copies them, and performs again what failed. */
final class Theatre {
    private static final Rank[] RANKS = Rank.values();
    private static final int LAST_BEGINNING = Rank.ISSUE.ordinal();

    private final Houses houses;
    private final String database;
    private final StationId elsewhere;
    private final List<Prepared> beginnings = IntStream.range(0, Setting.values().length * LAST_BEGINNING)
            .mapToObj(Prepared::new)
            .toList();

    Theatre(ApplicationContext context, String database) throws SQLException {
        this.houses = Houses.found(context, database);
        this.database = database;
        this.elsewhere = houses.open(Setting.SPRING.zone());
    }

    House house() {
        return houses.house();
    }

    Houses houses() {
        return houses;
    }

    /** A connection that sees all stations. */
    Connection eyes() throws SQLException {
        Connection eyes = TestPostgres.shared().administrator(database);
        eyes.unwrap(PGConnection.class).setPrepareThreshold(1);
        try (var statement = eyes.createStatement()) {
            statement.execute(HostileTest.PLANS.replace("-c ", "set ").replace(" set", "; set"));
        }
        return eyes;
    }

    /** How a history of this seed begins: a setting, and how far its blood has come by then. */
    Beginning beginning(long seed, Connection eyes) {
        return beginnings
                .get(new SplittableRandom(seed).nextInt(beginnings.size()))
                .get(eyes);
    }

    /** A beginning, made when the first history wants it. */
    private final class Prepared {
        private final int kind;
        private @Nullable Beginning made;

        Prepared(int kind) {
            this.kind = kind;
        }

        synchronized Beginning get(Connection eyes) {
            Beginning known = made == null ? prepare(kind, eyes) : made;
            made = known;
            return known;
        }
    }

    /** Goes the legal way up to a rank; at midnight not every step of it is possible. */
    private Beginning prepare(int kind, Connection eyes) {
        Setting setting = Setting.values()[kind / LAST_BEGINNING];
        Rank rank = RANKS[kind % LAST_BEGINNING];
        Performance performance = onEmptyStage(setting, eyes);
        Storyteller teller = new Storyteller(
                new SplittableRandom(kind), setting, houses.house().catalogue());
        Set<Action> taken = new HashSet<>();
        while (true) {
            List<Next> ways = teller.ways(performance.known(), performance.bags()).stream()
                    .filter(way -> way.rank().compareTo(rank) < 0 && !taken.contains(way.action()))
                    .toList();
            if (ways.isEmpty()) {
                return performance.asBeginning();
            }
            performance.take(ways.getFirst().action());
            taken.add(ways.getFirst().action());
        }
    }

    private Performance onEmptyStage(Setting setting, Connection eyes) {
        try {
            return new Performance(
                    houses.house(),
                    eyes,
                    new Beginning(houses.open(setting.zone()), setting, new Known(), setting.start(), List.of()),
                    elsewhere);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One performance for each seed, each in a copy of its beginning. */
    List<Performance> open(List<Long> seeds, Connection eyes) throws SQLException {
        List<Beginning> wanted =
                seeds.stream().map(seed -> beginning(seed, eyes)).toList();
        List<StationId> stations =
                houses.copy(wanted.stream().map(Beginning::station).toList());
        List<Performance> opened = new ArrayList<>();
        for (int i = 0; i < seeds.size(); i++) {
            Beginning begun = wanted.get(i);
            opened.add(new Performance(
                    houses.house(),
                    eyes,
                    new Beginning(stations.get(i), begun.setting(), begun.known(), begun.now(), begun.before()),
                    elsewhere));
        }
        return opened;
    }

    /** Invents and performs the history of a seed. */
    void improvise(long seed, Performance performance) {
        SplittableRandom random = new SplittableRandom(seed);
        Storyteller teller = new Storyteller(
                random.split(), performance.history().setting(), houses.house().catalogue());
        int steps = 6 + random.nextInt(15);
        for (int i = 0; i < steps; i++) {
            performance.take(teller.next(performance.known(), performance.bags()));
        }
    }

    /** Performs a history from its first step on. */
    Performance play(History history, Connection eyes) {
        Performance performance = onEmptyStage(history.setting(), eyes);
        history.steps().forEach(performance::take);
        return performance;
    }

    /** The shortest history found that fails in the same way, by leaving out what does not matter. */
    History shrunk(History failed, FailureException failure, Connection eyes) {
        List<Step> steps = new ArrayList<>(failed.steps());
        if (!failsAlike(new History(failed.setting(), steps), failure, eyes)) {
            return failed;
        }
        for (int size = Math.max(1, steps.size() / 2); size >= 1; size /= 2) {
            for (int from = steps.size() - size; from >= 0; from -= size) {
                List<Step> fewer = new ArrayList<>(steps);
                fewer.subList(from, Math.min(from + size, fewer.size())).clear();
                if (failsAlike(new History(failed.setting(), fewer), failure, eyes)) {
                    steps = fewer;
                    from = Math.min(from, steps.size());
                }
            }
        }
        return new History(failed.setting(), steps);
    }

    private boolean failsAlike(History history, FailureException failure, Connection eyes) {
        try {
            play(history, eyes);
            return false;
        } catch (FailureException again) {
            return again.kind().equals(failure.kind());
        }
    }
}
