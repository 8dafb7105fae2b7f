package org.mailuo.storage;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.products.StorageBand;

/**
 * A fridge, incubator or freezer, or a marked part of one.
 *
 * @param code short, upper case, unique in the station; the barcode on its door
 * @param siteId where it stands; null for the centre
 */
public record NewPlace(
        String code,
        String nameZh,
        String nameEn,
        StorageBand band,
        Zone zone,
        @Nullable UUID siteId) {
    public NewPlace(String code, String nameZh, String nameEn, StorageBand band, Zone zone) {
        this(code, nameZh, nameEn, band, zone, null);
    }
}
