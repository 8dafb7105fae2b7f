package org.mailuo.station;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a session must do before it gets at anything, in this order; until then it has no duty. */
enum Step {
    /** The page is covered: the password again. */
    COVERED("/locked", "/locked/continue"),
    /** The second factor. */
    CODE("/sign-in/code"),
    /** A password of one's own. */
    PASSWORD("/password"),
    /** A second factor must be enrolled. */
    ENROL("/second-factor");

    private final String page;
    private final Set<String> opens;

    Step(String page, String... others) {
        this.page = page;
        this.opens = Stream.concat(Stream.of(page), Stream.of(others)).collect(Collectors.toUnmodifiableSet());
    }

    String page() {
        return page;
    }

    /** The addresses that serve this step. */
    Set<String> opens() {
        return opens;
    }

    static Optional<Step> next(boolean covered, boolean codeMissing, boolean temporary, boolean factorMissing) {
        if (covered) {
            return Optional.of(COVERED);
        }
        if (codeMissing) {
            return Optional.of(CODE);
        }
        if (temporary) {
            return Optional.of(PASSWORD);
        }
        return factorMissing ? Optional.of(ENROL) : Optional.empty();
    }
}
