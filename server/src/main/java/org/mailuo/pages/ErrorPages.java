package org.mailuo.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.mailuo.audit.AlreadyDoneException;
import org.mailuo.audit.Origin;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StaleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/**
 * One kind of exception, one status, one manner, handled here only. A fragment request gets a verdict, a page request a
 * page; what has no handler here ends at {@link FailureController}.
 */
@ControllerAdvice
class ErrorPages {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private final Words words;

    ErrorPages(Words words) {
        this.words = words;
    }

    @ExceptionHandler(RefusedException.class)
    ModelAndView refused(RefusedException refused, HttpServletRequest request) {
        return answer(HttpStatus.CONFLICT, Verdict.stop("pages.refused.title", refused.reasons()), request);
    }

    @ExceptionHandler(NotFoundException.class)
    ModelAndView notFound(NotFoundException missing, HttpServletRequest request) {
        return answer(
                HttpStatus.NOT_FOUND,
                Verdict.stop("pages.missing.title", List.of(Reason.of("pages.missing", thing(missing)))),
                request);
    }

    private String thing(NotFoundException missing) {
        String key = "thing." + missing.kind();
        return words.say(words.has(key) ? key : "thing.record");
    }

    @ExceptionHandler(StaleException.class)
    ModelAndView stale(StaleException stale, HttpServletRequest request) {
        return answer(
                HttpStatus.CONFLICT, Verdict.await("pages.stale.title", List.of(Reason.of("pages.stale"))), request);
    }

    /** A lock of the database refused what no rule had: the answer is the same no, only less precise. */
    @ExceptionHandler(DataIntegrityViolationException.class)
    ModelAndView locked(DataIntegrityViolationException locked, HttpServletRequest request) {
        return answer(
                HttpStatus.CONFLICT, Verdict.stop("pages.refused.title", List.of(Reason.of("pages.locked"))), request);
    }

    /** Nothing is wrong: the first sending did it. */
    @ExceptionHandler(AlreadyDoneException.class)
    ModelAndView alreadyDone(AlreadyDoneException done, HttpServletRequest request) {
        return Answer.of(Verdict.go("pages.scan.counted-before"), request, back(request));
    }

    @ExceptionHandler({
        BindException.class,
        ServletRequestBindingException.class,
        MethodArgumentTypeMismatchException.class,
        HandlerMethodValidationException.class
    })
    ModelAndView unreadable(HttpServletRequest request) {
        return answer(
                HttpStatus.BAD_REQUEST,
                Verdict.stop("pages.unreadable.title", List.of(Reason.of("pages.unreadable"))),
                request);
    }

    /** A value type would not be made of what was sent; any other such exception is ours and a failure. */
    @ExceptionHandler(IllegalArgumentException.class)
    ModelAndView malformed(IllegalArgumentException malformed, HttpServletRequest request) {
        StackTraceElement[] trace = malformed.getStackTrace();
        if (trace.length == 0 || !trace[0].getClassName().startsWith(Reason.class.getPackageName() + ".")) {
            throw malformed;
        }
        return unreadable(request);
    }

    /** Too many at once, or the database is away: a moment's patience. */
    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class,
        TransactionSystemException.class
    })
    ModelAndView busy(RuntimeException failed, HttpServletRequest request, HttpServletResponse response) {
        if (!Busy.is(failed)) {
            throw failed;
        }
        LOG.warn("The database could not be had: {}", failed.getClass().getName());
        response.setHeader(HttpHeaders.RETRY_AFTER, Busy.RETRY_AFTER_SECONDS);
        return answer(HttpStatus.SERVICE_UNAVAILABLE, Busy.verdict(request, Origin.hasBegun()), request);
    }

    /** Statuses that Spring itself speaks: no such address, wrong method, too large. */
    @ExceptionHandler(ErrorResponseException.class)
    ModelAndView other(ErrorResponseException other, HttpServletRequest request) {
        return FailureController.page(other.getStatusCode().value(), request, "");
    }

    static ModelAndView answer(HttpStatus status, Verdict verdict, HttpServletRequest request) {
        ModelAndView answer = Answer.isFragment(request)
                ? Answer.fragment(verdict)
                : new ModelAndView("pages/refused")
                        .addObject("verdict", verdict)
                        .addObject("back", back(request));
        answer.setStatus(status);
        return answer;
    }

    /** The page before, if it was one of ours. */
    private static String back(HttpServletRequest request) {
        String referer = request.getHeader("Referer");
        String own = request.getScheme() + "://" + request.getHeader("Host");
        if (referer == null || !referer.startsWith(own + "/")) {
            return "/";
        }
        String path = referer.substring(own.length());
        return LanguageController.isOwnPath(path) ? path : "/";
    }
}
