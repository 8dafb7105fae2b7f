package org.mailuo.simulator;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.mailuo.shared.Abo;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.RhD;
import org.mailuo.shared.Sex;

/**
 * Everybody who ever comes to give. Who gave waits in a queue of his group until his interval is over, so that a
 * returning donor of the data is, where possible, somebody whom the house knows.
 */
final class People {
    /** FACTS G6: between 0.2 and 0.5 % of Han. */
    private static final double RHD_NEGATIVE = 0.004;
    /** Of those who may give again, who come when called. */
    private static final double FAITHFUL = 0.9;

    private static final List<String> SURNAMES =
            List.of("云", "林", "江", "山", "石", "柳", "梅", "竹", "松", "泉", "溪", "白", "蓝", "青", "夏", "秋", "冬", "雷", "雨", "霜");
    private static final List<String> GIVEN = List.of(
            "脉", "络", "红", "暖", "明", "远", "安", "宁", "和", "平", "清", "正", "知", "行", "思", "源", "甘", "露", "长", "河", "望",
            "舒", "晨", "星", "禾", "苗", "田", "朗", "乐", "康");

    private final Map<Abo, Queue<Person>> wholeBlood = new EnumMap<>(Abo.class);
    private final Map<Abo, Queue<Person>> platelets = new EnumMap<>(Abo.class);
    private int born;

    /** @param first number of the first stranger, so that another season in the same house invents other people */
    People(int first) {
        this.born = first;
    }

    /** Somebody whom the house has not seen, old enough and not too old for the whole season. */
    Person stranger(RandomGenerator random, LocalDate on, Abo abo, boolean young) {
        int serial = born++;
        Sex sex = random.nextBoolean() ? Sex.MALE : Sex.FEMALE;
        int age = young ? 18 + random.nextInt(12) : 20 + random.nextInt(33);
        LocalDate bornOn = on.minusYears(age).minusDays(1 + random.nextInt(360));
        RhD rhd = Chance.happens(random, RHD_NEGATIVE) ? RhD.NEGATIVE : RhD.POSITIVE;
        String name = Chance.pick(random, SURNAMES) + Chance.pick(random, GIVEN) + Chance.pick(random, GIVEN);
        int weight = (sex == Sex.MALE ? 56 : 48) + random.nextInt(28);
        return new Person(
                name,
                sex,
                bornOn,
                document(serial, sex, bornOn),
                "100%08d".formatted(serial),
                new BloodGroup(abo, rhd),
                weight);
    }

    /** A donor of the group who gave before and may give again on that day. */
    Optional<Person> returning(RandomGenerator random, LocalDate on, Abo abo, boolean forPlatelets) {
        Queue<Person> waiting = queue(abo, forPlatelets);
        Person first = waiting.peek();
        while (first != null && !first.mayGiveFrom().isAfter(on)) {
            waiting.remove();
            if (Chance.happens(random, FAITHFUL)) {
                return Optional.of(first);
            }
            first = waiting.peek();
        }
        return Optional.empty();
    }

    /** The donor gave on the day and will be called again: after six months, or for platelets after 16 days (at most 24 a year). */
    void gave(Person person, LocalDate on, boolean gavePlatelets) {
        person.mayGiveFrom(gavePlatelets ? on.plusDays(16) : on.plusMonths(6).plusDays(1));
        queue(person.group().abo(), gavePlatelets).add(person);
    }

    private Queue<Person> queue(Abo abo, boolean forPlatelets) {
        return (forPlatelets ? platelets : wholeBlood).computeIfAbsent(abo, none -> new ArrayDeque<>());
    }

    /** Region 99 is no region of GB/T 2260, so no authority ever gave out such a number. */
    private static IdentityDocument document(int serial, Sex sex, LocalDate bornOn) {
        int sequence = serial / 10_000 * 2 + (sex == Sex.MALE ? 1 : 0);
        String first17 = "99%04d%tY%<tm%<td%03d".formatted(serial % 10_000, bornOn, sequence);
        return new IdentityDocument(IdentityDocument.Kind.RESIDENT_ID, first17 + IdentityDocument.checkDigit(first17));
    }
}
