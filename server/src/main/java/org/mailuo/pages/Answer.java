package org.mailuo.pages;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

/** How a controller hands over a verdict: as a fragment to a bench that asked with htmx, else by redirect. */
public final class Answer {
    private Answer() {}

    /** The verdict alone for htmx; without scripts, back to {@code page} with the verdict at its top. */
    public static ModelAndView of(Verdict verdict, HttpServletRequest request, String page) {
        return isFragment(request) ? fragment(verdict) : redirect(verdict, request, page);
    }

    /** Post/Redirect/Get: the verdict shows at the top of {@code page}. */
    public static ModelAndView redirect(Verdict verdict, HttpServletRequest request, String page) {
        RequestContextUtils.getOutputFlashMap(request).put(Verdict.FLASH, verdict);
        return new ModelAndView("redirect:" + page);
    }

    /** True when htmx or a bench asks for a part of a page; false for a page, boosted or not. */
    public static boolean isFragment(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null && request.getHeader("HX-Boosted") == null;
    }

    static ModelAndView fragment(Verdict verdict) {
        return new ModelAndView("pages/answer").addObject("verdict", verdict);
    }
}
