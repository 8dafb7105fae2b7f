package org.mailuo.simulator;

/** A data file that is not what it should be; the message names the file, the line and what is wrong with it. */
class MalformedDataException extends RuntimeException {
    MalformedDataException(String file, int line, String what) {
        super("%s, line %d: %s".formatted(file, line, what));
    }
}
