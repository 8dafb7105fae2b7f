package org.mailuo.distribution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.BagId;

/** A hospital's report on one bag. {@code patientRef} is the hospital's pseudonym, required if transfused. */
public record NewFate(BagId bag, Fate fate, @Nullable String patientRef, Instant happenedAt) {}
