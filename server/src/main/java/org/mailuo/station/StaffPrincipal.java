package org.mailuo.station;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailuo.pages.SignedIn;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * Who is signed in, with the duties that are valid now. What a session keeps is only the {@link #ticket}: no duty and no
 * secret. {@link Gate} makes a full one of it for each request.
 *
 * @param temporaryUntil set while somebody else knows the password
 * @param sessionsSince sessions begun before are over
 * @param hasFactor whether a second factor is enrolled
 * @param factorFor the duties for which the station asks a second factor
 * @param signedInAt when this session proved the password; null while there is no session
 * @param proved whether this session proved the second factor
 */
public record StaffPrincipal(
        Actor actor,
        String displayName,
        String houseZh,
        String houseEn,
        ZoneId zone,
        Duration idle,
        @Nullable String passwordHash,
        boolean active,
        @Nullable Instant temporaryUntil,
        Instant sessionsSince,
        boolean hasFactor,
        Set<Duty> factorFor,
        @Nullable Instant signedInAt,
        boolean proved)
        implements UserDetails, SignedIn {

    /** What a session keeps: who, and what was proved when. */
    StaffPrincipal ticket(@Nullable Instant at, boolean factorProved) {
        Actor idle = new Actor(
                actor.station(), actor.staffId(), actor.login(), EnumSet.noneOf(Duty.class), actor.hospitalId());
        return as(idle, at, factorProved);
    }

    /** This account in the session of that ticket. */
    StaffPrincipal continuing(StaffPrincipal ticket) {
        return as(actor, ticket.signedInAt, ticket.proved);
    }

    private StaffPrincipal as(Actor as, @Nullable Instant at, boolean factorProved) {
        return new StaffPrincipal(
                as,
                displayName,
                houseZh,
                houseEn,
                zone,
                idle,
                null,
                active,
                temporaryUntil,
                sessionsSince,
                hasFactor,
                factorFor,
                at,
                factorProved);
    }

    /** What this session must do before anything else. */
    Optional<Step> next(boolean covered) {
        return Step.next(covered, hasFactor && !proved, temporaryUntil != null, !hasFactor && needsFactor());
    }

    private boolean needsFactor() {
        return actor.duties().stream().anyMatch(factorFor::contains);
    }

    /** Whether the session is over: closed account, or signed in before the password changed. */
    boolean isOut() {
        return !active || signedInAt != null && signedInAt.isBefore(sessionsSince);
    }

    @Override
    public String houseName() {
        return "zh".equals(LocaleContextHolder.getLocale().getLanguage()) ? houseZh : houseEn;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return actor.duties().stream()
                .map(duty -> (GrantedAuthority) new SimpleGrantedAuthority(duty.name()))
                .toList();
    }

    @Override
    public @Nullable String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return actor.login();
    }

    @Override
    public boolean isEnabled() {
        return active;
    }

    /** One person is one person in all sessions. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StaffPrincipal person
                && person.actor.station().equals(actor.station())
                && person.actor.staffId().equals(actor.staffId());
    }

    @Override
    public int hashCode() {
        return actor.staffId().hashCode();
    }

    /** The login alone: this text reaches logs. */
    @Override
    public String toString() {
        return actor.login();
    }
}
