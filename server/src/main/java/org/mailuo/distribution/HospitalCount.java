package org.mailuo.distribution;

import org.mailuo.hospitals.HospitalId;

/** Bags of one hospital in a span of time, for the reconciliation. */
public record HospitalCount(
        HospitalId hospital, int issued, int received, int transfused, int returned, int discarded) {}
