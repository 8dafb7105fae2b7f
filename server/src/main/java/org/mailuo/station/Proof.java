package org.mailuo.station;

/**
 * What a person gives to sign: at the bench, once for a deed, kept nowhere. The signer may be another than the author.
 *
 * @param login of the signer
 * @param password as typed
 */
public record Proof(String login, String password) {

    /** Without the password: a record's own text would carry it into a log. */
    @Override
    public String toString() {
        return "Proof[" + login + "]";
    }
}
