package org.mailuo.station;

import java.time.Clock;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** Finds the account that somebody wants to sign in to. */
@Component
class StaffAccounts implements UserDetailsService {
    private final StaffStore store;
    private final Clock clock;

    StaffAccounts(StaffStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public UserDetails loadUserByUsername(String login) {
        return store.findAccount(StaffRules.normal(login), clock.instant())
                .orElseThrow(() -> new UsernameNotFoundException("No such account"));
    }
}
