package org.mailuo.pages;

import org.mailuo.shared.Reason;
import org.springframework.stereotype.Component;

/** In templates {@code @reasons.say(reason)}: the sentence of {@code reason.<code>} in the reader's language. */
@Component
public class Reasons {
    private final Words words;

    Reasons(Words words) {
        this.words = words;
    }

    public String say(Reason reason) {
        return words.reason(reason);
    }
}
