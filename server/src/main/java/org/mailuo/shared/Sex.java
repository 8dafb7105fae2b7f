package org.mailuo.shared;

/** As on the identity document; the limits of FACTS 1.1 differ by it. */
public enum Sex {
    FEMALE,
    MALE
}
