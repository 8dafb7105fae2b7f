package org.mailuo.pages;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Reason;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Turns keys and reasons into sentences, in templates as {@code @words}. An argument that is a code with a
 * {@code term.<code>} in the message files is replaced by its word, an ISO instant by the station's local time.
 */
@Component
public class Words {
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

    private final MessageSource messages;
    private final Times times;

    Words(MessageSource messages, Times times) {
        this.messages = messages;
        this.times = times;
    }

    public String say(String key) {
        return say(key, List.of());
    }

    /** The key itself where the files do not know it: a poor sentence is better than no page. */
    public String say(String key, Collection<?> arguments) {
        Object[] readable = arguments.stream()
                .map(argument -> readable(String.valueOf(argument)))
                .toArray();
        String found = messages.getMessage(key, readable, key, LocaleContextHolder.getLocale());
        return found == null ? key : found;
    }

    public String reason(Reason reason) {
        return say("reason." + reason.code(), reason.arguments());
    }

    public boolean has(String key) {
        return find(key) != null;
    }

    private @Nullable String find(String key) {
        return messages.getMessage(key, null, null, LocaleContextHolder.getLocale());
    }

    /** The word for a code that has one, the local time of an instant, else the text itself. */
    public String readable(String argument) {
        String term = argument.isEmpty() ? null : find("term." + argument);
        if (term != null) {
            return term;
        }
        return INSTANT.matcher(argument).matches() ? instant(argument) : argument;
    }

    private String instant(String argument) {
        try {
            return times.at(Instant.parse(argument));
        } catch (DateTimeException notAnInstant) {
            return argument;
        }
    }
}
