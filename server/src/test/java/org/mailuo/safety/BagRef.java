package org.mailuo.safety;

/** A bag by what its label says, so that a history names it before it exists. @param donation number of the donation */
record BagRef(int donation, String product, String division) {
    BagRef(int donation, String product) {
        this(donation, product, "00");
    }
}
