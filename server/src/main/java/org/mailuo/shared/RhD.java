package org.mailuo.shared;

/** RhD as it stands on a label; weak and partial D donors are positive (RULE G4). */
public enum RhD {
    POSITIVE("+"),
    NEGATIVE("-");

    private final String sign;

    RhD(String sign) {
        this.sign = sign;
    }

    public String sign() {
        return sign;
    }
}
