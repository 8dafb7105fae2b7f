package org.mailuo.safety;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.mailuo.testing.Marker;

/** What a run measures. */
enum Panel {
    /** Everything but the second syphilis reagent, which another manufacturer makes. */
    MAIN("Reagent House One"),
    SECOND("Reagent House Two", Marker.TP_2),
    HEPATITIS("Reagent House One", Marker.HBSAG),
    NUCLEIC("Reagent House Three", Marker.HBV_DNA, Marker.HCV_RNA, Marker.HIV_RNA),
    LIVER("Reagent House One", Marker.ALT),
    GROUPING("Reagent House One", Marker.ABO_FORWARD, Marker.ABO_REVERSE, Marker.RHD);

    private final String manufacturer;
    private final Set<Marker> markers;

    Panel(String manufacturer, Marker... markers) {
        this.manufacturer = manufacturer;
        this.markers = markers.length == 0
                ? EnumSet.complementOf(EnumSet.of(Marker.TP_2))
                : EnumSet.copyOf(Arrays.asList(markers));
    }

    String manufacturer() {
        return manufacturer;
    }

    Set<Marker> markers() {
        return markers;
    }
}
