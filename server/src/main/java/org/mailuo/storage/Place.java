package org.mailuo.storage;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.products.StorageBand;

/** A place where bags are kept. */
public record Place(
        UUID id,
        String code,
        String nameZh,
        String nameEn,
        StorageBand band,
        Zone zone,
        @Nullable UUID siteId) {
    public String name(Locale locale) {
        return locale.getLanguage().equals("zh") ? nameZh : nameEn;
    }
}
