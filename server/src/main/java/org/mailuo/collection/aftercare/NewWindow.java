package org.mailuo.collection.aftercare;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.ProductCode;

/**
 * The profile of an epidemic (RULE H5).
 *
 * @param to the last day; null while nobody knows it
 * @param days how long each donation waits, 1 to 60
 * @param exempt products that cannot wait (RULE H3)
 * @param sites the sites concerned; none means all
 */
public record NewWindow(
        LocalDate from, @Nullable LocalDate to, int days, List<ProductCode> exempt, List<UUID> sites, String note) {
    public NewWindow {
        exempt = List.copyOf(exempt);
        sites = List.copyOf(sites);
    }
}
