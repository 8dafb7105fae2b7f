package org.mailuo.collection;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.springframework.stereotype.Service;

/** The editions of the rules of eligibility. They change only with a migration, so they are read once. */
@Service
public class RuleBook {
    // One jurisdiction today; the second brings the station's own (FACTS 1.9).
    private static final String JURISDICTION = "CN";

    private final RuleStore store;
    private volatile @Nullable List<RuleSet> editions;

    RuleBook(RuleStore store) {
        this.store = store;
    }

    /**
     * The edition by which a fact of this day is judged (RULE I3).
     *
     * @throws RefusedException {@code collection.no-rules}: without rules nobody is bled
     */
    public RuleSet inForce(LocalDate day) {
        return list().stream()
                .filter(edition -> edition.jurisdiction().equals(JURISDICTION) && edition.isInForce(day))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Reason.of("collection.no-rules", day)));
    }

    /** Newest first. */
    public List<RuleSet> list() {
        List<RuleSet> known = editions;
        if (known == null) {
            known = store.list();
            editions = known;
        }
        return known;
    }
}
