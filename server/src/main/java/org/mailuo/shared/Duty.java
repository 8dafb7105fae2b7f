package org.mailuo.shared;

/**
 * What a member of staff may be authorised to do. Authorisations are given by duty with an expiry (station module), and
 * two-person rules compare persons, never duties.
 */
public enum Duty {
    /** Registers donors and opens visits. */
    REGISTER,
    /** Examines donors and decides on eligibility. */
    EXAMINE,
    /** Bleeds, links numbers, records the donation. */
    COLLECT,
    /** Receives samples and enters results. */
    TEST,
    /** Reviews runs and results and concludes. */
    REVIEW,
    /** Makes components. */
    MAKE,
    /** Releases or refuses bags. */
    RELEASE,
    /** Prints and verifies final labels. */
    LABEL,
    /** Puts bags away and moves them. */
    STORE,
    /** Accepts orders, allocates and issues. */
    DISTRIBUTE,
    /** Orders, receives and reports fate for one hospital. */
    HOSPITAL,
    /** Opens and lifts holds, discards. */
    QUALITY,
    /** Reads the director's page and reports. */
    DIRECT,
    /** Reads everything and changes nothing. */
    INSPECT,
    /** Sets up the station, its places, staff and authorisations. */
    ADMINISTER
}
