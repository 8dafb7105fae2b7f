package org.mailuo.pages;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;

/**
 * What waits for somebody. A module publishes beans; the start page asks those whose duties the person has and shows the
 * most urgent first. An answer costs one indexed count, since every start page asks.
 */
public interface WorkList {
    /** Whoever has one of these sees the items. */
    Set<Duty> duties();

    /** Items with a count of zero are shown as a calm sentence. */
    List<Item> items(Actor actor, Instant now);

    /** How loud the item is; the order is the order on the page. */
    enum Urgency {
        NOW,
        SOON,
        LATER
    }

    /**
     * @param key message key of what waits, such as {@code release.work.ready}; when nothing waits, the key with
     *     {@code .none} appended is the calm sentence, if the message files have it
     * @param href the page that shows the list
     * @param count how many wait
     * @param oldest since when the oldest waits
     */
    record Item(
            String key, String href, long count, @Nullable Instant oldest, Urgency urgency) {}
}
