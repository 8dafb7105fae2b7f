package org.mailuo.shared;

import java.util.List;
import java.util.stream.Stream;

/** The answer of a rule, or of many: yes, or no with every reason (never only the first). */
public sealed interface Decision {
    /** Everything that was asked is satisfied. */
    record Allowed() implements Decision {}

    /** At least one reason stands against it. */
    record Refused(List<Reason> reasons) implements Decision {
        public Refused {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("A refusal carries its reasons");
            }
        }
    }

    Decision ALLOWED = new Allowed();

    static Decision of(List<Reason> reasons) {
        return reasons.isEmpty() ? ALLOWED : new Refused(reasons);
    }

    static Decision refuse(String code, Object... arguments) {
        return new Refused(List.of(Reason.of(code, arguments)));
    }

    /** All reasons of all answers together, in the order asked. */
    static Decision all(Stream<Decision> answers) {
        return of(answers.flatMap(answer -> answer.reasons().stream()).toList());
    }

    static Decision all(Decision... answers) {
        return all(Stream.of(answers));
    }

    default List<Reason> reasons() {
        return switch (this) {
            case Allowed() -> List.of();
            case Refused(var reasons) -> reasons;
        };
    }

    default boolean isAllowed() {
        return this instanceof Allowed;
    }

    default void orThrow() {
        if (this instanceof Refused(var reasons)) {
            throw new RefusedException(reasons);
        }
    }
}
