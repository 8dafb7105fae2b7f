package org.mailuo.processing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.Reason;
import org.mailuo.units.Bag;

/**
 * What to make of a bag now.
 *
 * @param recipe empty when nothing is to be made of it
 * @param decision whether the parts may be made now, with every reason if not
 * @param notes why a better recipe is no longer possible
 * @param before when the first of the parts becomes too late; null if none does
 */
public record Suggestion(
        Bag bag,
        String recipe,
        Route route,
        List<Part> parts,
        Millilitres waste,
        Decision decision,
        List<Reason> notes,
        @Nullable Instant before) {
    public Suggestion {
        parts = List.copyOf(parts);
        notes = List.copyOf(notes);
    }

    /** Whole minutes until the first part becomes too late; {@link Long#MAX_VALUE} if none does. */
    public long minutesLeft(Instant now) {
        return before == null ? Long.MAX_VALUE : Duration.between(now, before).toMinutes();
    }

    public NewComponents toMake() {
        return new NewComponents(bag.id(), route, parts, waste, recipe);
    }
}
