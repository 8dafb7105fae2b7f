package org.mailuo.testing;

import static org.mailuo.testing.Marker.Method.CHEMISTRY;
import static org.mailuo.testing.Marker.Method.GROUPING;
import static org.mailuo.testing.Marker.Method.NUCLEIC_ACID;
import static org.mailuo.testing.Marker.Method.SEROLOGY;

/**
 * What the laboratory measures on a donation. Rapid tests at the chair are not among them: they only decide whether to
 * bleed (RULE R1).
 */
public enum Marker {
    HBSAG(SEROLOGY, Infection.HBV),
    ANTI_HCV(SEROLOGY, Infection.HCV),
    HIV_AGAB(SEROLOGY, Infection.HIV),
    /** Syphilis antibody by the first of two reagents. */
    TP_1(SEROLOGY, Infection.SYPHILIS),
    /** Syphilis antibody by a reagent of another manufacturer (RULE L1). */
    TP_2(SEROLOGY, Infection.SYPHILIS),
    HBV_DNA(NUCLEIC_ACID, Infection.HBV),
    HCV_RNA(NUCLEIC_ACID, Infection.HCV),
    HIV_RNA(NUCLEIC_ACID, Infection.HIV),
    /** Alanine aminotransferase in U/L. */
    ALT(CHEMISTRY, Infection.NONE),
    /** The donor's cells with anti-A and anti-B, written {@code A+B-}. */
    ABO_FORWARD(GROUPING, Infection.NONE),
    /** The donor's serum with A₁ and B cells, written {@code A-B+}. */
    ABO_REVERSE(GROUPING, Infection.NONE),
    RHD(GROUPING, Infection.NONE);

    /** How it is measured, and so which outcomes it may have. */
    public enum Method {
        SEROLOGY,
        NUCLEIC_ACID,
        CHEMISTRY,
        GROUPING
    }

    /** What a reactive result speaks of. */
    public enum Infection {
        HBV,
        HCV,
        HIV,
        SYPHILIS,
        NONE
    }

    private final Method method;
    private final Infection infection;

    Marker(Method method, Infection infection) {
        this.method = method;
        this.infection = infection;
    }

    public Method method() {
        return method;
    }

    public Infection infection() {
        return infection;
    }
}
