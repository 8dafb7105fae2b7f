package org.mailuo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/safety names locks and tests that are there, and answers every requirement that it says it answers. */
class SafetyListTest {
    private static final String HAZARDS = Repository.read(Repository.path("docs/safety/hazards.md"));
    private static final String ASVS = Repository.read(Repository.path("docs/safety/asvs.md"));
    private static final String MUTANTS = Repository.read(Repository.path("docs/safety/mutants.md"));
    private static final Pattern REQUIREMENT = Pattern.compile("\\bV[0-9]+\\.[0-9]+\\.[0-9]+\\b");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z][0-9]+) \\|.*$");

    @Test
    void everyClassMethodAndTestNamedExists() {
        assertThat(RulesListTest.missing(HAZARDS, RulesListTest.sources())).isEmpty();
        assertThat(RulesListTest.missing(ASVS, RulesListTest.sources())).isEmpty();
        assertThat(RulesListTest.missing(MUTANTS, RulesListTest.sources())).isEmpty();
    }

    @Test
    void everyConstraintTriggerAndTableNamedExists() {
        String migrations = RulesListTest.migrations();
        assertThat(found(RulesListTest.TABLE_PART.matcher(HAZARDS + ASVS)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(migrations).containsPattern("\\b" + name + "\\b"));
    }

    @Test
    void everyHazardSaysWhatStopsItAndWhatProvesIt() {
        List<String> rows =
                ROW.matcher(HAZARDS).results().map(MatchResult::group).toList();
        assertThat(rows).hasSizeGreaterThan(50).allSatisfy(row -> {
            String[] cells = row.split(" \\| ");
            assertThat(cells).hasSize(7);
            assertThat(cells[5]).contains("`");
            assertThat(cells[3] + cells[4])
                    .as("a lock, or a word that there is none")
                    .containsAnyOf("`", "**");
        });
    }

    @Test
    void everyRequirementOfLevelsOneAndTwoHasItsAnswer() {
        Set<String> wanted = found(Pattern.compile("(\\S+)")
                .matcher(Repository.read(Repository.path("server/src/test/resources/asvs-5.0.0-level-2.txt"))));
        assertThat(wanted).hasSize(253);
        assertThat(REQUIREMENT.matcher(ASVS).results().map(MatchResult::group).collect(Collectors.toSet()))
                .containsAll(wanted);
    }

    private static Set<String> found(Matcher matcher) {
        return matcher.results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
