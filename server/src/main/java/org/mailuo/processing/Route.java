package org.mailuo.processing;

/** How whole blood was kept until it was made into components; it decides how long platelets may wait (FACTS 3.3). */
public enum Route {
    /** In the cold: for plasma and red cells. */
    COLD,
    /** At 20 to 24 degrees: for platelets. */
    ROOM
}
