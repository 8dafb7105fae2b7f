package org.mailuo.storage;

/**
 * What is in a place now.
 *
 * @param misplaced bags whose status no longer belongs in this zone
 * @param expired bags whose date has passed and that nobody took out yet
 */
public record PlaceStock(Place place, long bags, long held, long misplaced, long expired) {}
