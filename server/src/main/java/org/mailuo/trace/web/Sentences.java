package org.mailuo.trace.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailuo.pages.Words;
import org.mailuo.trace.BagStory;
import org.mailuo.units.BagStatus;
import org.springframework.stereotype.Component;

/** Tells a line of a bag's history as a sentence, in templates {@code @sentences}. */
@Component
class Sentences {
    private final Words words;

    Sentences(Words words) {
        this.words = words;
    }

    public String say(BagStory.Line line) {
        String key = key(line);
        if (key == null) {
            key = words.has("history." + line.action()) ? "history." + line.action() : "trace.line.changed";
            return words.say(key) + words.say("trace.line.by", List.of(line.actor())) + others(line);
        }
        return words.say(key, List.of(line.actor(), line.place() == null ? "" : line.place())) + others(line);
    }

    private String others(BagStory.Line line) {
        return switch (line.others()) {
            case 0 -> "";
            case 1 -> words.say("trace.line.other");
            default -> words.say("trace.line.others", List.of(line.others()));
        };
    }

    /** What a change means is seen from the bag itself; null where only the action knows. */
    static @Nullable String key(BagStory.Line line) {
        BagStatus from = line.from();
        if (from == null) {
            return line.action().endsWith(".make") ? "trace.line.made" : "trace.line.registered";
        }
        if (line.changedStatus()) {
            boolean isBack = line.to() == BagStatus.AVAILABLE && from == BagStatus.RESERVED;
            return isBack ? "trace.line.given-back" : "trace.line.to." + line.to();
        }
        if (line.openHolds() != line.heldBefore()) {
            return line.openHolds() > line.heldBefore() ? "trace.line.held" : "trace.line.lifted";
        }
        if (line.moved()) {
            return "trace.line.moved";
        }
        return line.action().contains("label") ? "trace.line.labelled" : null;
    }
}
