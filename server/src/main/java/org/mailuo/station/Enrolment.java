package org.mailuo.station;

/**
 * A second factor that somebody is about to enrol. It counts once a first code proved that the telephone has it.
 *
 * @param secret in base 32, for telephones that cannot read the picture
 * @param picture the square code, as the address of an image
 */
public record Enrolment(String secret, String picture) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "Enrolment";
    }
}
