package org.mailuo.pages;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads templates and sources as the wording rules see them. */
final class Wording {
    private static final Pattern NOT_SHOWN =
            Pattern.compile("(?s)<!--.*?-->|<!DOCTYPE[^>]*>|<(script|style|kbd)\\b[^>]*>.*?</\\1>");
    private static final Pattern TAG = Pattern.compile("(?s)<(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>");
    private static final Pattern SPOKEN =
            Pattern.compile("(?s)\\s(title|placeholder|aria-label|alt)=\"([^\"]*\\p{L}[^\"]*)\"");
    private static final Pattern TEXT = Pattern.compile("[^<>]*\\p{L}[^<>]*");
    private static final Pattern ENTITY = Pattern.compile("&[a-z]+;");
    private static final Pattern KEY = Pattern.compile(
            "#\\{([a-zA-Z][\\w.+-]*)[}(]|@words\\.say\\('([\\w.+-]+)'\\s*[,)]|messages\\.msg\\('([\\w.+-]+)'");
    private static final Pattern REASON =
            Pattern.compile("(?:Reason\\.of|Decision\\.refuse|refuse)\\(\\s*\"([a-z][\\w.-]*)\"\\s*[,)]");

    private static final Pattern CONDITION = Pattern.compile("\\sth:(?:if|unless|each)=");

    private Wording() {}

    /** Tags whose condition never counts, since Thymeleaf replaces the element before it asks. */
    static Set<String> ignoredConditions(String template) {
        Set<String> found = new LinkedHashSet<>();
        Matcher tag = TAG.matcher(template);
        while (tag.find()) {
            if (tag.group().contains("th:replace=")
                    && CONDITION.matcher(tag.group()).find()) {
                found.add(tag.group());
            }
        }
        return found;
    }

    /** Words that a reader would see and no translator ever would. */
    static Set<String> literalText(String template) {
        Set<String> found = new LinkedHashSet<>();
        String shown = NOT_SHOWN.matcher(template).replaceAll("");
        Matcher spoken = SPOKEN.matcher(shown);
        while (spoken.find()) {
            found.add(spoken.group().strip());
        }
        String bare = ENTITY.matcher(TAG.matcher(shown).replaceAll("<>")).replaceAll("");
        Matcher text = TEXT.matcher(bare);
        while (text.find()) {
            found.add(text.group().strip());
        }
        return found;
    }

    /** Keys that the template names in full. */
    static Set<String> keys(String template) {
        Set<String> keys = new LinkedHashSet<>();
        Matcher key = KEY.matcher(template);
        while (key.find()) {
            keys.add(key.group(1) != null ? key.group(1) : key.group(2) != null ? key.group(2) : key.group(3));
        }
        return keys;
    }

    /** Keys of the reasons that a source gives in full. */
    static Set<String> reasonKeys(String source) {
        Set<String> keys = new LinkedHashSet<>();
        Matcher reason = REASON.matcher(source);
        while (reason.find()) {
            keys.add("reason." + reason.group(1));
        }
        return keys;
    }
}
