package org.mailuo.donors;

/** What a deferral forbids: everything, or apheresis platelets only (RULE E23). */
public enum Scope {
    ALL,
    PLATELETS
}
