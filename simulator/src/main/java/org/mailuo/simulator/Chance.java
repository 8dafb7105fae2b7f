package org.mailuo.simulator;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The one source of chance. Each purpose of each day draws from a stream of its own, so that what happens depends on the
 * seed alone and never on which thread came first.
 */
record Chance(long seed) {
    /** Independent of every other day and purpose. */
    RandomGenerator of(int day, String purpose) {
        return new SplittableRandom(mix(mix(seed) + 31L * day) ^ mix(purpose.hashCode()));
    }

    static boolean happens(RandomGenerator random, double probability) {
        return random.nextDouble() < probability;
    }

    static <T> T pick(RandomGenerator random, List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    /** An index, drawn with the given weights. */
    static int weighted(RandomGenerator random, double... weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double point = random.nextDouble() * sum;
        int last = weights.length - 1;
        for (int i = 0; i < last; i++) {
            point -= weights[i];
            if (point < 0) {
                return i;
            }
        }
        return last;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }
}
