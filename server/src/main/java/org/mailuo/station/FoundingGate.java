package org.mailuo.station;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Until a station exists, every page leads to its founding. Whoever is signed in proves that one exists. */
final class FoundingGate extends OncePerRequestFilter {
    private final StationStore store;

    FoundingGate(StationStore store) {
        this.store = store;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        Authentication someone = SecurityContextHolder.getContext().getAuthentication();
        return SecurityConfiguration.isOpen(request) && !request.getRequestURI().equals("/sign-in")
                || someone != null && someone.getPrincipal() instanceof StaffPrincipal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (store.any()) {
            chain.doFilter(request, response);
        } else {
            response.sendRedirect(request.getContextPath() + "/setup");
        }
    }
}
