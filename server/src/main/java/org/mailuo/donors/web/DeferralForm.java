package org.mailuo.donors.web;

import jakarta.validation.constraints.NotBlank;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailuo.donors.DeferralTerm;
import org.mailuo.pages.Choice;
import org.mailuo.pages.Words;

/**
 * A deferral recorded by hand, from the list in force.
 *
 * @param since from which day its time counts; null if nobody knows
 * @param until a later end than that of the list
 */
record DeferralForm(
        @NotBlank String code,
        @Nullable LocalDate since,
        @Nullable LocalDate until) {

    /** A part of the list, in its order; the title is a message key. */
    enum Part {
        ILLNESS("donors.terms.illness"),
        VACCINE("donors.terms.vaccine"),
        PERMANENT("donors.terms.permanent");

        private final String title;

        Part(String title) {
            this.title = title;
        }

        static Part of(DeferralTerm term) {
            return term.permanent() ? PERMANENT : term.code().startsWith("T") ? ILLNESS : VACCINE;
        }
    }

    static DeferralForm empty() {
        return new DeferralForm("", null, null);
    }

    /** Each reason with the time that it costs, so that nobody need know it by heart. */
    static Map<String, List<Choice>> choices(List<DeferralTerm> terms, Words words) {
        Map<Part, List<Choice>> byPart = terms.stream()
                .collect(Collectors.groupingBy(
                        Part::of,
                        TreeMap::new,
                        Collectors.mapping(term -> Choice.text(term.code(), text(term, words)), Collectors.toList())));
        Map<String, List<Choice>> titled = new LinkedHashMap<>();
        byPart.forEach((part, choices) -> titled.put(part.title, choices));
        return titled;
    }

    private static String text(DeferralTerm term, Words words) {
        String reason = words.say("term." + term.code());
        if (term.permanent()) {
            return reason;
        }
        String since = words.say("donors.since." + term.since());
        String time = !term.hasPeriod()
                ? words.say("donors.terms.open")
                : term.months() > 0
                        ? words.say("donors.terms.months", List.of(term.months(), since))
                        : words.say("donors.terms.days", List.of(term.days(), since));
        return words.say("donors.terms.entry", List.of(reason, time));
    }
}
