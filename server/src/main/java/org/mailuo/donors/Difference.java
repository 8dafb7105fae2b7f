package org.mailuo.donors;

/** Where two records that are said to be one person disagree. Each must be confirmed by name before they are merged. */
public enum Difference {
    SEX,
    BORN_ON,
    /** The gravest: one of the two is probably somebody else. Confirmed or not, all their bags are held. */
    BLOOD_GROUP
}
