package org.mailuo.storage;

/** The areas that are physically apart (FACTS 5.1). */
public enum Zone {
    QUARANTINE,
    RELEASED,
    UNFIT
}
