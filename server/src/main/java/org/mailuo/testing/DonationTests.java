package org.mailuo.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.DonationNumber;

/**
 * Everything that the laboratory knows of one donation.
 *
 * @param conclusion the one in force; null if none was drawn
 * @param wasFit whether any conclusion ever said fit
 * @param attempts all, by marker and number; the corrected and invalid ones too
 */
public record DonationTests(
        DonationNumber din,
        LocalDate donatedOn,
        Instant receivedAt,
        Scheme scheme,
        @Nullable Conclusion conclusion,
        boolean wasFit,
        List<Attempt> attempts) {
    public DonationTests {
        attempts = List.copyOf(attempts);
    }

    DonationTests with(List<Attempt> found) {
        return new DonationTests(din, donatedOn, receivedAt, scheme, conclusion, wasFit, found);
    }

    public List<Attempt> attempts(Marker marker) {
        return attempts.stream().filter(attempt -> attempt.marker() == marker).toList();
    }

    public Fitness fitness() {
        return conclusion == null ? Fitness.PENDING : conclusion.fitness();
    }

    /** Where every marker of the scheme stands, in the scheme's order. */
    public Map<Marker, MarkerState> states() {
        Map<Marker, MarkerState> states = new EnumMap<>(Marker.class);
        scheme.markers().forEach(marker -> states.put(marker, TestingRules.state(this, marker)));
        return states;
    }

    /** The attempt that a dense table shows: the newest that counts or may count, else the newest. */
    public Optional<Attempt> latest(Marker marker) {
        List<Attempt> all = attempts(marker);
        return all.stream()
                .filter(Attempt::isAlive)
                .reduce((older, newer) -> newer)
                .or(() -> all.isEmpty() ? Optional.empty() : Optional.of(all.getLast()));
    }

    /** What has to be done next in the laboratory. */
    public WorkState work() {
        return TestingRules.work(this);
    }
}
