package org.mailuo.release.labelling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mailuo.release.labelling.IsbtStructure.Compound;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Reason;

/**
 * The scan after printing (RULE REL-LABEL): number, group, product and expiry must each have been read from the bag and
 * be what was computed. A difference voids the label; a structure that was not read keeps the bag where it is.
 */
public final class LabelCheck {
    private LabelCheck() {}

    /** @param label computed afresh, never read back from the print @param scans as the scanner sent them, any order */
    public static Decision verify(FinalLabel label, List<String> scans) {
        List<Reason> reasons = new ArrayList<>();
        List<IsbtStructure> read = new ArrayList<>();
        for (String scan : scans) {
            Optional<IsbtStructure> structure = IsbtStructure.parse(scan);
            if (structure.isEmpty()) {
                reasons.add(Reason.of("labelling.unreadable"));
            }
            structure.stream().flatMap(LabelCheck::parts).forEach(read::add);
        }
        compare(label.donation(), "number", read).ifPresent(reasons::add);
        compare(label.groups(), "group", read).ifPresent(reasons::add);
        compare(label.product(), "product", read).ifPresent(reasons::add);
        compare(label.expiry(), "expiry", read).ifPresent(reasons::add);
        return Decision.of(reasons);
    }

    private static Stream<IsbtStructure> parts(IsbtStructure structure) {
        return structure instanceof Compound compound ? compound.parts().stream() : Stream.of(structure);
    }

    private static Optional<Reason> compare(IsbtStructure expected, String what, List<IsbtStructure> read) {
        List<IsbtStructure> same =
                read.stream().filter(expected.getClass()::isInstance).toList();
        if (same.isEmpty()) {
            return Optional.of(Reason.of("labelling." + what + "-not-scanned"));
        }
        return same.stream()
                .filter(structure -> !structure.equals(expected))
                .findFirst()
                .map(other -> Reason.of("labelling." + what + "-differs", expected.encode(), other.encode()));
    }
}
