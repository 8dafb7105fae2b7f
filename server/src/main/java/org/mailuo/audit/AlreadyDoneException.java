package org.mailuo.audit;

import java.util.UUID;

/** The same command arrived again. It was carried out the first time, so nothing happens now and nothing is wrong. */
public class AlreadyDoneException extends RuntimeException {
    public AlreadyDoneException(UUID commandId) {
        super("Command " + commandId + " was carried out before");
    }
}
