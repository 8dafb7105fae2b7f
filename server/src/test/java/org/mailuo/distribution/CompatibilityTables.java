package org.mailuo.distribution;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mailuo.products.Family;
import org.mailuo.shared.BloodGroup;

/** FACTS 6.2 written out by hand, pair by pair, so that code and database are judged by the same page. */
final class CompatibilityTables {
    record Pair(Family family, BloodGroup patient, BloodGroup donor, boolean allowed) {}

    private static final String DONORS = "O- O+ A- A+ B- B+ AB- AB+";

    private static final String IDENTICAL = """
            O-    x  .  .  .  .  .  .  .
            O+    .  x  .  .  .  .  .  .
            A-    .  .  x  .  .  .  .  .
            A+    .  .  .  x  .  .  .  .
            B-    .  .  .  .  x  .  .  .
            B+    .  .  .  .  .  x  .  .
            AB-   .  .  .  .  .  .  x  .
            AB+   .  .  .  .  .  .  .  x
            """;
    private static final String CELLS = """
            O-    x  .  .  .  .  .  .  .
            O+    x  x  .  .  .  .  .  .
            A-    x  .  x  .  .  .  .  .
            A+    x  x  x  x  .  .  .  .
            B-    x  .  .  .  x  .  .  .
            B+    x  x  .  .  x  x  .  .
            AB-   x  .  x  .  x  .  x  .
            AB+   x  x  x  x  x  x  x  x
            """;
    private static final String PLASMA = """
            O-    x  x  x  x  x  x  x  x
            O+    x  x  x  x  x  x  x  x
            A-    .  .  x  x  .  .  x  x
            A+    .  .  x  x  .  .  x  x
            B-    .  .  .  .  x  x  x  x
            B+    .  .  .  .  x  x  x  x
            AB-   .  .  .  .  .  .  x  x
            AB+   .  .  .  .  .  .  x  x
            """;
    private static final Map<Family, String> TABLES = Map.of(
            Family.WHOLE_BLOOD, IDENTICAL,
            Family.RED_CELLS, CELLS,
            Family.GRANULOCYTES, CELLS,
            Family.PLATELETS, PLASMA,
            Family.PLASMA, PLASMA,
            Family.CRYO, PLASMA);

    private CompatibilityTables() {}

    static List<Pair> all() {
        List<BloodGroup> donors =
                Arrays.stream(DONORS.split(" ")).map(BloodGroup::of).toList();
        return TABLES.entrySet().stream()
                .flatMap(table -> table.getValue().lines().flatMap(line -> {
                    String[] cells = line.split("\\s+");
                    return donors.stream()
                            .map(donor -> new Pair(
                                    table.getKey(),
                                    BloodGroup.of(cells[0]),
                                    donor,
                                    cells[1 + donors.indexOf(donor)].equals("x")));
                }))
                .toList();
    }
}
