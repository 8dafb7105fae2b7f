package org.mailuo.units;

/** What a cause concerns; which bags these are, the database finds, and the module that owns the fact taught it how. */
public enum CauseScope {
    BAG,
    DONATION,
    /** Donations of one donor that started within the cause's time. */
    DONOR,
    /** Donations drawn into bag sets of one lot. */
    BAG_LOT,
    /** Donations of one site, by its code, that started within the cause's time. */
    SITE,
    /** Every donation of the station that started within the cause's time. */
    STATION,
    /** Donations with a result of one run. */
    RUN,
    /** Donations with a result of any run of one lot. */
    REAGENT_LOT,
    /** Donations with a result from one instrument, of runs that started within the cause's time. */
    INSTRUMENT,
    /** Bags that were in one place, by its code, within the cause's time. */
    PLACE
}
