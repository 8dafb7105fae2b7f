package org.mailuo.pages;

import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who looks at the page being made, if anybody is signed in. */
final class Viewer {
    private Viewer() {}

    static Optional<SignedIn> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn someone
                ? Optional.of(someone)
                : Optional.empty();
    }
}
