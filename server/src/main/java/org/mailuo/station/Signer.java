package org.mailuo.station;

import java.util.UUID;
import org.mailuo.shared.Actor;

/**
 * A person who has just proved to be himself, for one signature in the running transaction. Only {@link Signatures}
 * makes one.
 */
public final class Signer {
    private final UUID signatureId;
    private final Actor person;
    private final String name;

    Signer(UUID signatureId, Actor person, String name) {
        this.signatureId = signatureId;
        this.person = person;
        this.name = name;
    }

    /** Of the signature that he is about to give; the rows that it authorises name it. */
    public UUID signatureId() {
        return signatureId;
    }

    /** With the duties that are valid at this moment, read from the database and not from a session. */
    public Actor person() {
        return person;
    }

    public UUID staffId() {
        return person.staffId();
    }

    String name() {
        return name;
    }
}
