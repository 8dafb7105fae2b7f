package org.mailuo.station;

import java.time.Instant;

/** One thing that happened at the door. */
public record DoorLine(Instant at, DoorEvent event, String address, String detail) {}
