package org.mailuo.trace.web;

/** Who may open which page. */
final class Readers {
    /** Everybody of the station whose work is blood; a portal user sees his hospital's orders, not the station. */
    static final String STATION = "hasAnyAuthority('REGISTER','EXAMINE','COLLECT','TEST','REVIEW','MAKE','RELEASE',"
            + "'LABEL','STORE','DISTRIBUTE','QUALITY','DIRECT','INSPECT')";

    private Readers() {}
}
