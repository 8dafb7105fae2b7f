package org.mailuo.donors;

/** What was taken down is written when a test says so, and not within the second. */
public final class AccessLogs {
    private AccessLogs() {}

    public static void write(AccessLog log) {
        log.write();
    }
}
