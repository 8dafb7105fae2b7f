package org.mailuo.station;

/** A place to be opened; {@code code} is short, upper case and unique in the station. */
public record NewSite(String code, SiteKind kind, String nameZh, String nameEn) {}
