package org.mailuo.pages;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.mailuo.audit.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The same answer as {@link ErrorPages} gives to a handler, for where no handler is: the door, which asks for the account
 * of every request, and a page that is half written.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BusyFilter extends OncePerRequestFilter {
    /** Set for the error page, which is asked for as a request of its own. */
    static final String VERDICT = BusyFilter.class.getName() + ".verdict";

    private static final Logger LOG = LoggerFactory.getLogger(BusyFilter.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failed) {
            if (!Busy.is(failed) || response.isCommitted()) {
                throw failed;
            }
            LOG.warn("The database could not be had: {}", failed.getClass().getName());
            request.setAttribute(VERDICT, Busy.verdict(request, Origin.hasBegun()));
            response.setHeader(HttpHeaders.RETRY_AFTER, Busy.RETRY_AFTER_SECONDS);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }
}
