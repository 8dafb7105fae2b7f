package org.mailuo.pages;

import java.util.Set;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;

/**
 * One line of the navigation. A module publishes its entries as beans; a person sees those for which he has one of the
 * duties. It only hides: the handler behind it checks again.
 *
 * @param key message key of the words
 * @param icon a name of {@code static/icons.svg}
 * @param order within the section
 */
public record NavigationEntry(Section section, String key, String href, Set<Duty> duties, int order, String icon) {
    public NavigationEntry {
        duties = Set.copyOf(duties);
    }

    public NavigationEntry(Section section, String key, String href, Set<Duty> duties, int order) {
        this(section, key, href, duties, order, section.icon());
    }

    boolean isFor(Actor actor) {
        return duties.stream().anyMatch(actor::may);
    }
}
