package org.mailuo.station;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailuo.pages.Answer;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the account of a session anew for each request, so that a withdrawn or expired duty, a closed account and a
 * changed password count at once and not when the session ends (hard stop 19). Until a session has taken all its {@link
 * Step}s it has no duty and gets at one page only.
 */
final class Gate extends OncePerRequestFilter {
    private static final Set<String> ALWAYS = Set.of("/sign-in", "/sign-out", "/language");

    private final StaffStore store;
    private final Clock clock;

    Gate(StaffStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** An error page, too, shows who looks at it. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isAway(request)) {
            SecurityContextHolder.clearContext();
        }
        Authentication present = SecurityContextHolder.getContext().getAuthentication();
        if (present == null
                || !(present.getPrincipal() instanceof StaffPrincipal ticket)
                || SecurityConfiguration.isAsset(request)) {
            chain.doFilter(request, response);
            return;
        }
        HttpSession session = request.getSession(false);
        Presence presence = session == null ? null : Presence.of(session);
        Optional<StaffPrincipal> account = account(ticket, presence);
        if (account.isEmpty()) {
            SecurityContextHolder.clearContext();
            if (session != null) {
                session.invalidate();
            }
            chain.doFilter(request, response);
            return;
        }
        Optional<Step> step = account.get().next(presence != null && isCovered(presence, account.get(), request));
        admit(step.isEmpty() ? account.get() : account.get().ticket(ticket.signedInAt(), ticket.proved()));
        if (step.isEmpty() || isOpenAt(step.get(), request)) {
            chain.doFilter(request, response);
        } else {
            send(step.get(), request, response);
        }
    }

    /** Nobody can be looked up while the database is away: the page that says so is nobody's. */
    private static boolean isAway(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR
                && request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                && status == HttpStatus.SERVICE_UNAVAILABLE.value();
    }

    private Optional<StaffPrincipal> account(StaffPrincipal ticket, @Nullable Presence presence) {
        if (presence != null && presence.isOver(System.nanoTime())) {
            return Optional.empty();
        }
        return store.findAccount(ticket.actor().station(), ticket.actor().staffId(), clock.instant())
                .map(account -> account.continuing(ticket))
                .filter(account -> !account.isOut());
    }

    private static boolean isCovered(Presence presence, StaffPrincipal person, HttpServletRequest request) {
        presence.touch(System.nanoTime(), person.idle());
        if (presence.isCovered()
                && HttpMethod.GET.matches(request.getMethod())
                && !Answer.isFragment(request)
                && !path(request).startsWith(Step.COVERED.page())
                && request.getDispatcherType() == DispatcherType.REQUEST) {
            String query = request.getQueryString();
            presence.want(query == null ? path(request) : path(request) + "?" + query);
        }
        return presence.isCovered();
    }

    private static void admit(StaffPrincipal person) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities()));
        SecurityContextHolder.setContext(context);
    }

    private static boolean isOpenAt(Step step, HttpServletRequest request) {
        String path = path(request);
        return ALWAYS.contains(path)
                || request.getDispatcherType() == DispatcherType.ERROR
                || step.opens().contains(path);
    }

    /** A bench learns by the status that its page is covered and keeps what it had in hand. */
    private static void send(Step step, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Answer.isFragment(request)) {
            response.sendRedirect(request.getContextPath() + step.page());
        } else if (step == Step.COVERED) {
            response.setStatus(HttpStatus.LOCKED.value());
        } else {
            response.setHeader("HX-Redirect", request.getContextPath() + step.page());
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        }
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
