package org.mailuo.collection;

/**
 * What the donor comes to give. The rule set decides which amounts are allowed (RULE V1, V2).
 *
 * @param nominalMl of whole blood 200, 300 or 400; of apheresis 0
 * @param doses of platelets 1 or 2; of whole blood 0
 */
public record Intention(DonationKind kind, int nominalMl, int doses) {
    public static Intention wholeBlood(int nominalMl) {
        return new Intention(DonationKind.WHOLE_BLOOD, nominalMl, 0);
    }

    public static Intention platelets(int doses) {
        return new Intention(DonationKind.APHERESIS_PLATELETS, 0, doses);
    }
}
