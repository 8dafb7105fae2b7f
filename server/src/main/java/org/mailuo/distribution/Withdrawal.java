package org.mailuo.distribution;

import java.time.Instant;
import org.mailuo.units.Bag;
import org.mailuo.units.HoldReason;

/** A reserved bag that a hold took from its order. */
public record Withdrawal(Bag bag, int lineNumber, HoldReason reason, Instant at) {}
