package org.mailuo.station;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the account of a running session again every minute, so that a withdrawn or expired authorisation and a closed
 * account end with the minute and not with the session.
 */
final class FreshAuthorisations extends OncePerRequestFilter {
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final StaffStore store;
    private final Clock clock;
    private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    FreshAuthorisations(StaffStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication present = SecurityContextHolder.getContext().getAuthentication();
        if (present != null && present.getPrincipal() instanceof StaffPrincipal person) {
            Instant now = clock.instant();
            if (Duration.between(person.readAt(), now).abs().compareTo(FRESH) > 0) {
                refresh(person, now, request, response);
            }
        }
        chain.doFilter(request, response);
    }

    private void refresh(StaffPrincipal person, Instant now, HttpServletRequest request, HttpServletResponse response) {
        Optional<StaffPrincipal> fresh = store.findAccount(
                        person.actor().station(), person.actor().staffId(), now)
                .filter(StaffPrincipal::isEnabled);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        fresh.ifPresent(found -> {
            found.eraseCredentials();
            context.setAuthentication(
                    UsernamePasswordAuthenticationToken.authenticated(found, null, found.getAuthorities()));
        });
        SecurityContextHolder.setContext(context);
        HttpSession session = request.getSession(false);
        if (fresh.isEmpty() && session != null) {
            session.invalidate();
        } else if (session != null) {
            sessions.saveContext(context, request, response);
        }
    }
}
