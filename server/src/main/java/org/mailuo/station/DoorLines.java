package org.mailuo.station;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/** Keeps a line of who signed out, and of who asked for what his duties do not allow. */
@Component
class DoorLines implements LogoutHandler, AccessDeniedHandler {
    private final SignInGuard guard;
    private final Clock clock;
    private final AccessDeniedHandler page = new AccessDeniedHandlerImpl();

    DoorLines(SignInGuard guard, Clock clock) {
        this.guard = guard;
        this.clock = clock;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        record(authentication, DoorEvent.SIGNED_OUT, "");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        // The pattern, not the address: an address may hold what somebody typed.
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        String what = request.getMethod() + " " + (pattern == null ? "?" : pattern);
        record(SecurityContextHolder.getContext().getAuthentication(), DoorEvent.DENIED, what);
        page.handle(request, response, denied);
    }

    private void record(@Nullable Authentication who, DoorEvent event, String detail) {
        if (who != null && who.getPrincipal() instanceof StaffPrincipal person) {
            guard.record(person.getUsername(), event, clock.instant(), detail);
        }
    }
}
