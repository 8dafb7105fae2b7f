package org.mailuo.release;

import org.mailuo.shared.Decision;
import org.mailuo.units.Bag;

/** A bag in quarantine and what the rules would say to its release now. */
public record Proposal(Bag bag, Decision decision) {}
