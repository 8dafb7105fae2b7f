package org.mailuo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/rules.md and the code speak of the same rules: no id without its row, no row that names what is not there. */
class RulesListTest {
    private static final String PAGE = Repository.read(Repository.path("docs/rules.md"));

    private static final String ID = "(?:REL-[A-Z]+|REL [0-9]+|T-[A-Z]+|[A-Z]{1,3}[0-9]+)";
    private static final String NUMBER = "[0-9]+(?:\\.[0-9]+)?";
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*?.*?\\*/|//[^\\n]*|--[^\\n]*", Pattern.DOTALL);
    private static final Pattern RULES = Pattern.compile("\\bRULE (" + list(ID) + ")");
    private static final Pattern RELEASES = Pattern.compile("\\bREL (" + list("[0-9]+") + ")");
    private static final Pattern SECTIONS = Pattern.compile("\\bFACTS (" + list(NUMBER) + ")");
    private static final Pattern STOPS = Pattern.compile("\\b[Hh]ard stops? (" + list("[0-9]+") + ")");
    private static final Pattern CODE = Pattern.compile("`([A-Z][a-z][A-Za-z0-9]*)(?:#([A-Za-z0-9_]+))?`");
    static final Pattern TABLE_PART = Pattern.compile("`([a-z]+(?:_[a-z0-9]+)+)`");

    @Test
    void everyRuleOfTheCodeHasItsRow() {
        assertThat(rules(comments(main()))).isNotEmpty().isSubsetOf(rows());
    }

    @Test
    void everySectionThatTheCodeCitesIsHere() {
        Set<String> here = found(Pattern.compile("(?m)^#+ (" + NUMBER + ") ").matcher(PAGE));
        assertThat(numbers(SECTIONS, comments(main()))).isNotEmpty().isSubsetOf(here);
    }

    @Test
    void everyHardStopThatTheCodeCitesIsHere() {
        Set<String> here = found(Pattern.compile("(?m)^\\| HS ([0-9]+) \\|").matcher(PAGE));
        assertThat(numbers(STOPS, comments(main()))).isNotEmpty().isSubsetOf(here);
    }

    @Test
    void everyClassAndMethodNamedHereExists() {
        Map<String, String> sources = sources();
        assertThat(missing(PAGE, sources)).isEmpty();
    }

    @Test
    void everyConstraintAndTableNamedHereExists() {
        String migrations = migrations();
        assertThat(found(TABLE_PART.matcher(PAGE)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(migrations).containsPattern("\\b" + name + "\\b"));
    }

    @Test
    void idsAreReadOneByOneInListsAndInRanges() {
        assertThat(rules(
                        "RULE E13, R1: the strip. RULE X1 to X3 and (RULE T24, R1, T-UNK); REL 7, 8, 10, REL 9 and 11"))
                .containsExactlyInAnyOrder(
                        "E13", "R1", "X1", "X2", "X3", "T24", "T-UNK", "REL 7", "REL 8", "REL 10", "REL 9", "REL 11");
        assertThat(rules("RULE REL 1 to 3 of FACTS 2.8; RULE REL-LABEL"))
                .containsExactlyInAnyOrder("REL 1", "REL 2", "REL 3", "REL-LABEL");
        assertThat(numbers(SECTIONS, "(FACTS 3.1, 3.2, 3.4; RULE X1)")).containsExactlyInAnyOrder("3.1", "3.2", "3.4");
    }

    @Test
    void aRuleWithoutRowAndANameWithoutCodeAreFound() {
        assertThat(rules("RULE ZZ9: nobody wrote it down")).containsExactly("ZZ9");
        assertThat(rows()).contains("E5", "REL 4", "T-MAX", "REL-LABEL").doesNotContain("ZZ9");
        assertThat(missing("`NoSuchRules` `RulesListTest#noSuchMethod` `RulesListTest#missing`", sources()))
                .containsExactlyInAnyOrder("NoSuchRules", "RulesListTest#noSuchMethod");
    }

    private static String list(String item) {
        return item + "(?:(?:,? and |, or |, | or | to )" + item + ")*";
    }

    /** The ids of the rows: what stands alone in the first column. */
    private static Set<String> rows() {
        return found(Pattern.compile("(?m)^\\| (" + ID + ") \\|").matcher(PAGE));
    }

    private static Set<String> rules(String text) {
        Set<String> ids = new TreeSet<>();
        RULES.matcher(text).results().forEach(match -> ids.addAll(single(match.group(1), "")));
        RELEASES.matcher(text).results().forEach(match -> ids.addAll(single(match.group(1), "REL ")));
        return ids;
    }

    private static Set<String> numbers(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .flatMap(match -> single(match.group(1), "").stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** "X1 to X3, X5" as X1, X2, X3, X5. */
    private static List<String> single(String list, String prefix) {
        return Stream.of(list.split(",? and |, or |, | or "))
                .flatMap(part -> range(part.split(" to ")))
                .map(id -> prefix + id)
                .toList();
    }

    private static Stream<String> range(String[] ends) {
        if (ends.length == 1) {
            return Stream.of(ends[0]);
        }
        String stem = ends[0].replaceFirst("[0-9]+$", "");
        return IntStream.rangeClosed(last(ends[0]), last(ends[1])).mapToObj(number -> stem + number);
    }

    private static int last(String id) {
        Matcher number = Pattern.compile("[0-9]+$").matcher(id);
        return number.find() ? Integer.parseInt(number.group()) : 0;
    }

    private static Stream<String> main() {
        return Stream.concat(
                Repository.texts("server/src/main/java", ".java").values().stream(),
                Repository.texts("server/src/main/resources/db/migration", ".sql").values().stream());
    }

    /** All comments as one running text; a comment of several lines loses its stars. */
    private static String comments(Stream<String> sources) {
        return sources.flatMap(source -> Stream.concat(
                        COMMENT.matcher(source).results().map(MatchResult::group),
                        // what the database says about itself: comment on ... is '...'
                        Pattern.compile("comment on [^;]*;")
                                .matcher(source)
                                .results()
                                .map(MatchResult::group)))
                .map(comment -> comment.replaceAll("\\n\\s*(\\*|--)\\s?", " "))
                .collect(Collectors.joining("\n"));
    }

    static String migrations() {
        return String.join(
                "\n",
                Repository.texts("server/src/main/resources/db/migration", ".sql")
                        .values());
    }

    static Map<String, String> sources() {
        return Stream.of("server/src/main/java", "server/src/test/java", "simulator/src/test/java")
                .flatMap(folder -> Repository.texts(folder, ".java").entrySet().stream())
                .collect(Collectors.toMap(
                        source -> simpleName(source.getKey()), Map.Entry::getValue, (first, second) -> first + second));
    }

    private static String simpleName(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    static Set<String> missing(String page, Map<String, String> sources) {
        return CODE.matcher(page)
                .results()
                .filter(name -> {
                    String source = sources.get(name.group(1));
                    return source == null
                            || (name.group(2) != null
                                    && !Pattern.compile("(?m)^    [^/*].*\\b" + name.group(2) + "\\(")
                                            .matcher(source)
                                            .find());
                })
                .map(name -> name.group(1) + (name.group(2) == null ? "" : "#" + name.group(2)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(Matcher matcher) {
        return matcher.results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
