package org.mailuo.simulator;

import java.util.random.RandomGenerator;
import org.mailuo.shared.Sex;

/**
 * What the nurse measures. Pressures in mmHg, temperature in tenths of a degree, haemoglobin in g/L, haematocrit in
 * thousandths, platelets in 10⁹/L.
 */
record Vitals(
        int systolic,
        int diastolic,
        int pulse,
        int temperatureTenths,
        int weightKg,
        int haemoglobin,
        int haematocrit,
        int platelets,
        boolean rapidHbsagReactive,
        boolean rapidAltHigh) {

    /** Somebody in good health. */
    static Vitals fine(RandomGenerator random, Person person) {
        int diastolic = 62 + random.nextInt(24);
        int systolic = Math.min(139, Math.max(95, diastolic + 32 + random.nextInt(20)));
        boolean male = person.sex() == Sex.MALE;
        return new Vitals(
                systolic,
                diastolic,
                62 + random.nextInt(34),
                361 + random.nextInt(10),
                person.weightKg(),
                (male ? 124 : 117) + random.nextInt(34),
                380 + random.nextInt(90),
                165 + random.nextInt(220),
                false,
                false);
    }

    /** The same person on a day that is not good, about as often by each cause as houses report. */
    Vitals notToday(RandomGenerator random) {
        return switch (Chance.weighted(random, 40, 25, 5, 3, 20, 7)) {
            case 0 -> with(systolic, diastolic, pulse, temperatureTenths, 85 + random.nextInt(28), false, false);
            case 1 -> with(141 + random.nextInt(30), 88, pulse, temperatureTenths, haemoglobin, false, false);
            case 2 -> with(systolic, diastolic, 102 + random.nextInt(20), temperatureTenths, haemoglobin, false, false);
            case 3 -> with(systolic, diastolic, pulse, 378 + random.nextInt(10), haemoglobin, false, false);
            case 4 -> with(systolic, diastolic, pulse, temperatureTenths, haemoglobin, false, true);
            default -> with(systolic, diastolic, pulse, temperatureTenths, haemoglobin, true, false);
        };
    }

    private Vitals with(
            int newSystolic,
            int newDiastolic,
            int newPulse,
            int newTemperature,
            int newHaemoglobin,
            boolean hbsag,
            boolean alt) {
        return new Vitals(
                newSystolic,
                newDiastolic,
                newPulse,
                newTemperature,
                weightKg,
                newHaemoglobin,
                haematocrit,
                platelets,
                hbsag,
                alt);
    }
}
