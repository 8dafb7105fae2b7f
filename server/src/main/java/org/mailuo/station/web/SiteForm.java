package org.mailuo.station.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailuo.station.NewSite;
import org.mailuo.station.SiteKind;

/** A place to be opened. */
record SiteForm(
        @NotBlank @Size(max = 12) String code,
        @NotNull @Nullable SiteKind kind,
        @NotBlank @Size(max = 80) String nameZh,
        @NotBlank @Size(max = 80) String nameEn) {
    static SiteForm empty() {
        return new SiteForm("", null, "", "");
    }

    NewSite site() {
        return new NewSite(code, Objects.requireNonNull(kind), nameZh, nameEn);
    }
}
