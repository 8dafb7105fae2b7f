package org.mailuo.keys;

/** A sealed value was altered, stands in another place than it was sealed for, or its key is gone. Never guessed at. */
public final class SealBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SealBrokenException(Place place) {
        super("The sealed value does not open: " + place);
    }
}
