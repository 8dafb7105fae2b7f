package org.mailuo.collection;

/** What is drawn; intervals and limits differ by it. */
public enum DonationKind {
    WHOLE_BLOOD,
    APHERESIS_PLATELETS
}
