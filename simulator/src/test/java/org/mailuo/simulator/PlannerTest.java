package org.mailuo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mailuo.shared.Sex;

class PlannerTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 11, 15);
    private static final Season SEASON = Season.perak2022();

    @Test
    void asManyDonationsAsTheDataCountEveryDayOfTheYear() {
        List<List<PlannedVisit>> year = plan(2022, 365);

        for (int day = 0; day < 365; day++) {
            List<PlannedVisit> donations =
                    year.get(day).stream().filter(PlannedVisit::donates).toList();
            SeasonDay data = SEASON.days().get(day);
            assertThat(donations).hasSize(data.donations());
            assertThat(donations.stream().filter(PlannedVisit::newDonor)).hasSize(data.newDonors());
        }
    }

    @Test
    void theSameSeedPlansTheSameYearAndAnotherSeedAnother() {
        assertThat(text(plan(7, 30))).isEqualTo(text(plan(7, 30)));
        assertThat(text(plan(7, 30))).isNotEqualTo(text(plan(8, 30)));
    }

    @Test
    void everybodyIsOfLawfulAgeAndKeepsTheIntervals() {
        Map<Person, LocalDate> last = new HashMap<>();
        int returned = 0;
        for (List<PlannedVisit> day : plan(2022, 365)) {
            for (PlannedVisit visit : day) {
                LocalDate on = LocalDate.ofInstant(visit.arrival(), ZoneId.of("Asia/Shanghai"));
                assertThat(Period.between(visit.person().bornOn(), on).getYears())
                        .isBetween(18, 54);
                LocalDate before = last.put(visit.person(), on);
                if (before != null) {
                    assertThat(visit.newDonor()).isFalse();
                    returned++;
                    LocalDate earliest = visit.isPlatelets() ? before.plusDays(14) : before.plusMonths(6);
                    assertThat(on).isAfterOrEqualTo(earliest);
                }
            }
        }
        assertThat(returned).isGreaterThan(10_000);
    }

    @Test
    void noIdentityNumberIsThatOfALivingPersonAndNoneIsGivenTwice() {
        Set<String> numbers = new HashSet<>();
        Set<Person> people = new HashSet<>();
        for (List<PlannedVisit> day : plan(2022, 365)) {
            day.forEach(visit -> people.add(visit.person()));
        }
        for (Person person : people) {
            String number = person.document().number();
            assertThat(number).startsWith("99");
            assertThat(numbers.add(number)).isTrue();
            assertThat(person.document().sex()).contains(person.sex() == Sex.MALE ? Sex.MALE : Sex.FEMALE);
            assertThat(person.document().birthDate()).contains(person.bornOn());
        }
    }

    private static List<List<PlannedVisit>> plan(long seed, int days) {
        Planner planner = new Planner(new Chance(seed), ZoneId.of("Asia/Shanghai"));
        List<List<PlannedVisit>> all = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            all.add(planner.plan(day, SEASON.days().get(day), FIRST.plusDays(day)));
        }
        return all;
    }

    private static String text(List<List<PlannedVisit>> plan) {
        StringBuilder text = new StringBuilder();
        for (List<PlannedVisit> day : plan) {
            for (PlannedVisit visit : day) {
                text.append(visit.person().document().number())
                        .append(visit.site())
                        .append(visit.arrival())
                        .append(visit.drawnMl())
                        .append(visit.vitals())
                        .append(visit.findings())
                        .append(visit.recipe())
                        .append('\n');
            }
        }
        return text.toString();
    }
}
