package org.mailuo.shared;

import java.util.List;
import java.util.stream.Collectors;

/** A command that a rule refused. Nothing was changed; the caller shows the reasons. */
public class RefusedException extends RuntimeException {
    private final transient List<Reason> reasons;

    public RefusedException(List<Reason> reasons) {
        super(reasons.stream().map(Reason::code).collect(Collectors.joining(", ")));
        this.reasons = List.copyOf(reasons);
    }

    public RefusedException(Reason reason) {
        this(List.of(reason));
    }

    public List<Reason> reasons() {
        return reasons;
    }
}
