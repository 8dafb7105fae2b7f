package org.mailuo.station;

/** What kind of place a site is. */
public enum SiteKind {
    CENTRE,
    HOUSE,
    BUS,
    VISIT
}
