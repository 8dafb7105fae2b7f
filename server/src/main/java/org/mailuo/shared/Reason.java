package org.mailuo.shared;

import java.util.Arrays;
import java.util.List;

/**
 * Why something was refused: a code that the message files turn into a sentence ({@code reason.<code>}) and the values
 * that belong in the sentence, in order. Stored with the decision, so it never holds personal data.
 */
public record Reason(String code, List<String> arguments) {
    public Reason {
        arguments = List.copyOf(arguments);
    }

    public static Reason of(String code, Object... arguments) {
        return new Reason(code, Arrays.stream(arguments).map(String::valueOf).toList());
    }
}
