package org.mailuo.pages;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The last door: plain words and a reference that finds the log line; never a stack trace, never the data. */
@Controller
@PreAuthorize("permitAll()")
class FailureController implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(FailureController.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Set<Integer> WORDED = Set.of(400, 403, 404, 405, 413);

    @RequestMapping("/error")
    ModelAndView failed(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 500;
        if (request.getAttribute(BusyFilter.VERDICT) instanceof Verdict busy) {
            return ErrorPages.answer(HttpStatus.SERVICE_UNAVAILABLE, busy, request);
        }
        String reference = "";
        if (status >= 500) {
            reference = HexFormat.of().toHexDigits(RANDOM.nextInt()).toUpperCase(Locale.ROOT);
            LOG.error("Failure {}: {}", reference, kindOf(request.getAttribute(RequestDispatcher.ERROR_EXCEPTION)));
        }
        return page(status, request, reference);
    }

    /** The kind only: messages of strangers' exceptions may quote what was typed. The container logs the rest. */
    private static String kindOf(@Nullable Object exception) {
        return exception == null ? "unknown" : exception.getClass().getName();
    }

    static ModelAndView page(int status, HttpServletRequest request, String reference) {
        String kind = status >= 500 ? "500" : WORDED.contains(status) ? Integer.toString(status) : "400";
        ModelAndView answer = Answer.isFragment(request)
                ? Answer.fragment(Verdict.stop(
                        "pages.error." + kind + ".title", List.of(Reason.of("pages.error." + kind, reference))))
                : new ModelAndView("pages/failure").addObject("kind", kind).addObject("reference", reference);
        answer.setStatus(HttpStatusCode.valueOf(status));
        return answer;
    }
}
