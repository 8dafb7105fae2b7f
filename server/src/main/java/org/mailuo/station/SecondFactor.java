package org.mailuo.station;

import java.time.Instant;

/**
 * The second factor of a person, as pages show it.
 *
 * @param recoveryCodes how many were not used yet
 */
public record SecondFactor(Instant enrolledAt, int recoveryCodes) {}
