package org.mailuo.shared;

/** The thing that was named does not exist in this station. */
public class NotFoundException extends RuntimeException {
    private final String kind;

    /** @param kind what was looked for: {@code bag}, {@code donor}, {@code order} … (a key under {@code thing.}) */
    public NotFoundException(String kind) {
        super("No such " + kind);
        this.kind = kind;
    }

    public String kind() {
        return kind;
    }
}
