package org.mailuo.shared;

/** A volume in whole millilitres, never negative. Every statistic counts in this unit (RULE ST10). */
public record Millilitres(int value) implements Comparable<Millilitres> {
    public Millilitres {
        if (value < 0) {
            throw new IllegalArgumentException("A volume is not negative: " + value);
        }
    }

    public static Millilitres of(int value) {
        return new Millilitres(value);
    }

    public Millilitres plus(Millilitres other) {
        return new Millilitres(Math.addExact(value, other.value));
    }

    @Override
    public int compareTo(Millilitres other) {
        return Integer.compare(value, other.value);
    }
}
