package org.mailuo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoApplication;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The picture of the modules in docs/architecture.md is the one that the code draws. */
class ModulePictureTest {
    private static final Path PAGE = Repository.path("docs/architecture.md");
    private static final Pattern BLOCK = Pattern.compile("(<!-- modules -->\n).*?(<!-- /modules -->)", Pattern.DOTALL);

    @Test
    void thePageShowsTheModulesAsTheyAre() throws IOException {
        String page = Repository.read(PAGE);
        Matcher block = BLOCK.matcher(page);
        assertThat(block.find()).as("the markers around the picture").isTrue();
        String drawn = block.replaceFirst("$1" + Matcher.quoteReplacement(mermaid(reduced(allowed(modules())))) + "$2");
        if (Boolean.getBoolean("mailuo.write")) {
            Files.writeString(PAGE, drawn);
        }
        assertThat(Repository.read(PAGE))
                .as("docs/architecture.md is not what the code says. Draw it anew with: "
                        + "./mailuo test -pl server -Dtest=ModulePictureTest -Dmailuo.write=true")
                .isEqualTo(drawn);
    }

    @Test
    void aDirectWayIsLeftOutWhereALongerOneExists() {
        assertThat(reduced(Map.of("a", Set.of(), "b", Set.of("a"), "c", Set.of("a", "b"))))
                .isEqualTo(Map.of("a", Set.of(), "b", Set.of("a"), "c", Set.of("b")));
    }

    @Test
    void anotherModuleIsAnotherPicture() {
        assertThat(mermaid(Map.of("a", Set.of(), "b", Set.of("a")))).isNotEqualTo(mermaid(Map.of("a", Set.of())));
    }

    private static ApplicationModules modules() {
        return ApplicationModules.of(MailuoApplication.class);
    }

    /** What each module may call, as its package-info says. */
    private static Map<String, Set<String>> allowed(ApplicationModules modules) {
        return modules.stream()
                .collect(Collectors.toMap(
                        module -> module.getIdentifier().toString(),
                        module -> Set.of(
                                declaration(module.getBasePackage().getName()).allowedDependencies())));
    }

    private static ApplicationModule declaration(String basePackage) {
        try {
            return Class.forName(basePackage + ".package-info").getAnnotation(ApplicationModule.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(basePackage + " says nothing about itself", e);
        }
    }

    /** The same reach with the fewest arrows. */
    private static Map<String, Set<String>> reduced(Map<String, Set<String>> calls) {
        Map<String, Set<String>> reduced = new TreeMap<>();
        calls.forEach((module, below) -> reduced.put(
                module,
                below.stream()
                        .filter(one ->
                                below.stream().noneMatch(other -> !other.equals(one) && reaches(calls, other, one)))
                        .collect(Collectors.toCollection(TreeSet::new))));
        return reduced;
    }

    private static boolean reaches(Map<String, Set<String>> calls, String from, String to) {
        return calls.getOrDefault(from, Set.of()).stream()
                .anyMatch(next -> next.equals(to) || reaches(calls, next, to));
    }

    private static String mermaid(Map<String, Set<String>> calls) {
        StringBuilder text = new StringBuilder("```mermaid\nflowchart TB\n");
        calls.forEach((module, below) -> {
            if (below.isEmpty()) {
                text.append("    %s%n".formatted(module));
            }
            below.forEach(one -> text.append("    %s --> %s%n".formatted(module, one)));
        });
        return text.append("```\n").toString();
    }
}
