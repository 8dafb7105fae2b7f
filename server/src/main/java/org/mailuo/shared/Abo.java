package org.mailuo.shared;

/** The ABO groups that a bag may carry on its label. */
public enum Abo {
    O,
    A,
    B,
    AB
}
