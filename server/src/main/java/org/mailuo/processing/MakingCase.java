package org.mailuo.processing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailuo.products.Way;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.units.Bag;

/**
 * All that the rules need to know of one making.
 *
 * @param siblings every bag of the donation that exists already, the parent among them
 * @param ways the steps that the allow-list knows from the parent, by child
 * @param needle how long the collection ran; null if there is no record of it
 * @param marks what the collection said must not be made of it
 * @param collectedOn the station's day of the collection
 */
record MakingCase(
        Bag parent,
        NewComponents wanted,
        List<Bag> siblings,
        Map<ProductCode, Way> ways,
        @Nullable Duration needle,
        List<Reason> marks,
        Limits limits,
        LocalDate collectedOn,
        Instant now) {

    /** The most solution that this making may add: one of its parts gets it. */
    Millilitres addition() {
        return wanted.parts().stream()
                .map(part -> ways.get(part.product()))
                .filter(way -> way != null)
                .map(way -> way.addition(parent.source()))
                .max(Millilitres::compareTo)
                .orElse(Millilitres.of(0));
    }
}
