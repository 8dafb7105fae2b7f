package org.mailuo.station;

import java.time.LocalDate;

/**
 * A training to be recorded.
 *
 * @param subject what was taught and examined, such as the procedure and its edition
 * @param trainer who taught and examined; may be somebody from outside
 * @param on the day of the examination
 * @param until the last day on which it counts, this day included
 */
public record NewTraining(String subject, String trainer, LocalDate on, LocalDate until) {}
