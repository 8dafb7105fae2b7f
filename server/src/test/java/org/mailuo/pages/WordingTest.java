package org.mailuo.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every word that a person reads stands in both languages' message files and nowhere else. */
class WordingTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String CHINESE = "_zh_CN.properties";

    @Test
    void bothLanguagesHaveTheSameKeys() {
        for (Path english : englishFiles()) {
            Path chinese =
                    english.resolveSibling(english.getFileName().toString().replace(".properties", CHINESE));
            assertThat(chinese).exists();
            assertThat(load(chinese).keySet())
                    .as(chinese.toString())
                    .isEqualTo(load(english).keySet());
        }
    }

    @Test
    void noKeyIsInTwoFiles() {
        Map<String, Path> owner = new TreeMap<>();
        Set<String> twice = new TreeSet<>();
        for (Path file : englishFiles()) {
            load(file).keySet().forEach(key -> {
                if (owner.put(key, file) != null) {
                    twice.add(key);
                }
            });
        }
        assertThat(twice).isEmpty();
    }

    /** A plain apostrophe is syntax in a message with arguments and vanishes. */
    @Test
    void noMessageHasAPlainApostropheOrIsEmpty() {
        for (Path file : files(MESSAGES, ".properties")) {
            load(file)
                    .forEach((key, text) ->
                            assertThat(text).as(file + " " + key).isNotBlank().doesNotContain("'"));
        }
    }

    @Test
    void everyKeyOfATemplateExists() {
        Set<String> missing = new TreeSet<>();
        files(TEMPLATES, ".html").forEach(template -> missing.addAll(Wording.keys(read(template))));
        missing.removeAll(allKeys());
        assertThat(missing).isEmpty();
    }

    @Test
    void everyReasonHasASentence() {
        Set<String> missing = new TreeSet<>();
        files(SOURCES, ".java").forEach(source -> missing.addAll(Wording.reasonKeys(read(source))));
        missing.removeAll(allKeys());
        assertThat(missing).isEmpty();
    }

    @Test
    void noTemplateHoldsText() {
        for (Path template : files(TEMPLATES, ".html")) {
            assertThat(Wording.literalText(read(template)))
                    .as(template.toString())
                    .isEmpty();
        }
    }

    @Test
    void noConditionStandsWhereItIsIgnored() {
        for (Path template : files(TEMPLATES, ".html")) {
            assertThat(Wording.ignoredConditions(read(template)))
                    .as(template.toString())
                    .isEmpty();
        }
    }

    @Test
    void noticesWhatIsForbidden() {
        assertThat(Wording.ignoredConditions("<p th:if=\"${a > b}\" th:replace=\"~{x :: y}\"></p>"))
                .hasSize(1);
        assertThat(Wording.ignoredConditions("<th:block th:if=\"${a}\"><p th:replace=\"~{x :: y}\"></p></th:block>"))
                .isEmpty();
        assertThat(Wording.literalText("<p class=\"x\">Hello</p>")).containsExactly("Hello");
        assertThat(Wording.literalText("<p>献血</p>")).containsExactly("献血");
        assertThat(Wording.literalText("<img alt=\"A bag\">")).hasSize(1);
        assertThat(Wording.literalText("<a title='x' th:text=\"#{a.b}\" aria-label=\"Menu\"></a>"))
                .hasSize(1);
        assertThat(Wording.literalText("<p th:if=\"${a > b}\" th:text=\"#{a.b}\"> · <kbd>J</kbd></p><!-- note -->"))
                .isEmpty();
        assertThat(Wording.keys("<p th:text=\"#{a.b(${x})} + ${@words.say('c.d')}\">"))
                .containsExactly("a.b", "c.d");
        assertThat(Wording.reasonKeys("Decision.refuse(\"x.y-z\", 1)")).containsExactly("reason.x.y-z");
    }

    private static Set<String> allKeys() {
        Set<String> keys = new TreeSet<>();
        englishFiles().forEach(file -> keys.addAll(load(file).keySet()));
        return keys;
    }

    private static List<Path> englishFiles() {
        return files(MESSAGES, ".properties").stream()
                .filter(file -> !file.toString().endsWith(CHINESE))
                .toList();
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> found = all.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
            assertThat(found).as(folder.toString()).isNotEmpty();
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.forEach((key, text) -> texts.put(key.toString(), text.toString()));
        return texts;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
