package org.mailuo.testing;

import java.time.LocalDate;
import java.util.Set;

/**
 * A run to be opened.
 *
 * @param markers what it measures; results of other markers are refused (RULE V14)
 * @param lotExpires the last day on which the reagent may be used
 * @param controlsIn whether the run's controls lie within their limits; if not, it can only become invalid
 */
public record NewRun(
        String assay,
        Set<Marker> markers,
        String manufacturer,
        String lot,
        LocalDate lotExpires,
        String instrument,
        boolean controlsIn) {
    public NewRun {
        markers = Set.copyOf(markers);
        if (markers.isEmpty() || assay.isBlank() || manufacturer.isBlank() || lot.isBlank() || instrument.isBlank()) {
            throw new IllegalArgumentException("A run names its assay, markers, manufacturer, lot and instrument");
        }
    }
}
