package org.mailuo.station;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;

/**
 * Whether somebody is at the computer: kept in the session, measured by the machine's own ticks, which no clock that is
 * set can turn back.
 */
final class Presence {
    /** Nobody works longer in one session. */
    static final Duration LONGEST = Duration.ofHours(12);

    private static final String NAME = Presence.class.getName();

    private final long began;
    private long touched;
    private boolean covered;
    private String wanted = "/";

    Presence(long now) {
        began = now;
        touched = now;
    }

    static Presence of(HttpSession session) {
        synchronized (session) {
            Presence known = (Presence) session.getAttribute(NAME);
            if (known == null) {
                known = new Presence(System.nanoTime());
                session.setAttribute(NAME, known);
            }
            return known;
        }
    }

    /** A request has come: covers the session when the one before was too long ago. */
    synchronized void touch(long now, Duration idle) {
        covered |= now - touched >= idle.toNanos();
        touched = now;
    }

    synchronized boolean isOver(long now) {
        return now - began >= LONGEST.toNanos();
    }

    synchronized boolean isCovered() {
        return covered;
    }

    synchronized void cover() {
        covered = true;
    }

    synchronized void uncover(long now) {
        covered = false;
        touched = now;
    }

    /** The page to come back to. */
    synchronized void want(String page) {
        wanted = page;
    }

    synchronized String wanted() {
        return wanted;
    }
}
