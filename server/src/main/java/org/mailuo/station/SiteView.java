package org.mailuo.station;

/** A place where the station works. */
public record SiteView(SiteId id, String code, SiteKind kind, String nameZh, String nameEn) {

    /** The name in the reader's language. */
    public String name(boolean chinese) {
        return chinese ? nameZh : nameEn;
    }
}
