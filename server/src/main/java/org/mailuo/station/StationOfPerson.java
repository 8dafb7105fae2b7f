package org.mailuo.station;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.mailuo.database.StationScope;
import org.mailuo.pages.SignedIn;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a whole request, its page included, see the rows of the station of whoever is signed in, and no other's. */
final class StationOfPerson extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication someone = SecurityContextHolder.getContext().getAuthentication();
        if (someone != null && someone.getPrincipal() instanceof SignedIn person) {
            filterFor(person, request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void filterFor(
            SignedIn person, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            StationScope.in(person.actor().station(), () -> {
                chain.doFilter(request, response);
                return person;
            });
        } catch (ServletException | IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
    }

    /** The page that reports an error asks for the person's menu too. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
