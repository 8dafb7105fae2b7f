package org.mailuo.station;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import org.mailuo.shared.Actor;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Covers the page of a shared computer, uncovers it for the same person, and renews a session after a proof. */
@Component
public class Sessions {
    private final DoorKeeper keeper;
    private final SignInGuard guard;
    private final Clock clock;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    Sessions(DoorKeeper keeper, SignInGuard guard, Clock clock) {
        this.keeper = keeper;
        this.guard = guard;
        this.clock = clock;
    }

    /** From now on this session gets at nothing until its person gives the password again. */
    public void cover(Actor actor, HttpServletRequest request) {
        Presence presence = Presence.of(request.getSession());
        if (!presence.isCovered()) {
            presence.cover();
            guard.record(actor.login(), DoorEvent.COVERED, clock.instant(), "");
        }
    }

    /** Uncovers the page if this is the password of the person who covered it. */
    public boolean carryOn(Actor actor, String password, HttpServletRequest request) {
        Instant now = clock.instant();
        if (keeper.prove(actor.login(), password, now).isEmpty()) {
            return false;
        }
        guard.record(actor.login(), DoorEvent.CONTINUED, now, "");
        request.changeSessionId();
        Presence.of(request.getSession()).uncover(System.nanoTime());
        return true;
    }

    public boolean isCovered(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && Presence.of(session).isCovered();
    }

    /** The page that was asked for while it was covered. */
    public String wanted(HttpServletRequest request) {
        return Presence.of(request.getSession()).wanted();
    }

    /** The session goes on under a new id after its person proved a new password or the second factor. */
    public void renew(HttpServletRequest request, HttpServletResponse response, boolean factorProved) {
        SecurityContext present = SecurityContextHolder.getContext();
        if (present.getAuthentication() == null
                || !(present.getAuthentication().getPrincipal() instanceof StaffPrincipal person)) {
            return;
        }
        StaffPrincipal ticket = person.ticket(clock.instant(), factorProved || person.proved());
        SecurityContext renewed = SecurityContextHolder.createEmptyContext();
        renewed.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(ticket, null, ticket.getAuthorities()));
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        contexts.saveContext(renewed, request, response);
    }
}
