package org.mailuo.audit;

import java.net.InetAddress;

/**
 * From where the present thread's commands come: the remote address of the request it serves, else what this process
 * is. Kept with every command; an address or a kind of program, never a name.
 */
public final class Origin {
    /** A background task of the house, and whatever said nothing else. */
    public static final String JOB = "job";

    public static final String COMMAND_LINE = "command line";
    public static final String SIMULATOR = "simulator";

    private static final ThreadLocal<String> ADDRESS = new ThreadLocal<>();
    private static final ThreadLocal<Boolean> BEGUN = ThreadLocal.withInitial(() -> false);
    private static volatile String process = JOB;

    private Origin() {}

    /** What every thread of this process is that serves no request. Said once, by its main method. */
    public static void ofProcess(String kind) {
        process = kind;
    }

    /** For what is written outside of a command. */
    public static String current() {
        String address = ADDRESS.get();
        return address == null ? process : address;
    }

    /** Binds the address of a request to this thread until it is closed. What is no address is not repeated. */
    public static Bound at(String address) {
        ADDRESS.set(isAddress(address) ? address : "unknown");
        BEGUN.remove();
        return () -> {
            ADDRESS.remove();
            BEGUN.remove();
        };
    }

    /**
     * Whether the present request has begun a command: nothing changes without one, so where there was none one may say
     * that nothing was changed.
     */
    public static boolean hasBegun() {
        return BEGUN.get();
    }

    static void begin() {
        BEGUN.set(true);
    }

    /** Digits, colons and dots only: a name would be looked up, and a forwarded header may say anything. */
    private static boolean isAddress(String text) {
        if (text.length() > 45 || !text.matches("[0-9a-fA-F:.]+")) {
            return false;
        }
        try {
            return !InetAddress.ofLiteral(text).getHostAddress().isEmpty();
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Until when an address holds. */
    public interface Bound extends AutoCloseable {
        @Override
        void close();
    }
}
