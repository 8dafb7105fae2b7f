package org.mailuo.storage;

/** Why a bag is discarded; counted in the reports. */
public enum DiscardReason {
    UNFIT,
    EXPIRED,
    BROKEN,
    CLOTTED,
    HAEMOLYSED,
    LIPAEMIC,
    OUT_OF_TEMPERATURE,
    RECALLED,
    NOT_CONFORMING,
    RETURNED
}
