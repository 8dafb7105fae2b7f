package org.mailuo.shared;

/** Somebody changed the thing since it was read. Nothing was changed; the caller reads again and offers the new state. */
public class StaleException extends RuntimeException {
    public StaleException(String what) {
        super(what);
    }
}
