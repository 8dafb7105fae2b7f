package org.mailuo.distribution;

import java.util.List;

/** Where an order stands; it follows from its bags and is never set by hand. */
public enum OrderState {
    SUBMITTED,
    /** Some bags are allocated or issued, not all. */
    PARTLY,
    /** Every bag still owed is allocated. */
    ALLOCATED,
    /** All that will be supplied has left. */
    ISSUED,
    RECEIVED,
    /** The fate of every bag is known. */
    CLOSED,
    /** Declined before any bag left. */
    REJECTED;

    /** The states in which the station owes blood. */
    public static List<OrderState> owed() {
        return List.of(SUBMITTED, PARTLY, ALLOCATED);
    }

    public boolean isOwed() {
        return owed().contains(this);
    }
}
