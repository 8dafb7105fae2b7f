package org.mailuo.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Reason;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * When the database cannot be had: more people than connections, it is just starting, or it ended a deadlock. Nobody did anything wrong and
 * nothing is broken, so the answer is a moment's patience (503) and not a failure.
 */
final class Busy {
    static final String RETRY_AFTER_SECONDS = "5";

    private Busy() {}

    /** Whether that is what went wrong, however deep it is wrapped. */
    static boolean is(@Nullable Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Busy::beneath).anyMatch(Busy::isOne);
    }

    /** A broken connection cannot be rolled back either; what broke it says more than that. */
    private static @Nullable Throwable beneath(Throwable failure) {
        return failure instanceof TransactionSystemException system && system.getOriginalException() != null
                ? system.getOriginalException()
                : failure.getCause();
    }

    private static boolean isOne(Throwable failure) {
        return failure instanceof CannotCreateTransactionException
                || failure instanceof CannotGetJdbcConnectionException
                || failure instanceof SQLTransientConnectionException
                || failure instanceof SQLException sql && sql.getSQLState() != null && isTransient(sql.getSQLState());
    }

    /** Connection lost; the server shuts down, crashed or starts; it has no connection left; two waited for each other. */
    private static boolean isTransient(String state) {
        return state.startsWith("08") || state.startsWith("57P0") || state.equals("53300") || state.equals("40P01");
    }

    /**
     * Says that nothing was changed only where that is certain.
     *
     * @param hasBegun whether the request had begun a command, whose end nobody may have seen
     */
    static Verdict verdict(HttpServletRequest request, boolean hasBegun) {
        String kind = hasBegun ? "unsure" : HttpMethod.GET.matches(request.getMethod()) ? "read" : "write";
        return Verdict.await("pages.busy.title", List.of(Reason.of("pages.busy." + kind)));
    }
}
