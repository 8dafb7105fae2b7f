package org.mailuo.station;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.mailuo.pages.SignedIn;
import org.mailuo.shared.Actor;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** Who is signed in, with the duties that were valid when the account was last read. */
public final class StaffPrincipal implements UserDetails, SignedIn, CredentialsContainer {
    private final transient Actor actor;
    private final String name;
    private final String houseZh;
    private final String houseEn;
    private final ZoneId zone;
    private final boolean active;
    private final Instant readAt;
    private @Nullable String passwordHash;

    StaffPrincipal(
            Actor actor,
            String name,
            String houseZh,
            String houseEn,
            ZoneId zone,
            String passwordHash,
            boolean active,
            Instant readAt) {
        this.actor = actor;
        this.name = name;
        this.houseZh = houseZh;
        this.houseEn = houseEn;
        this.zone = zone;
        this.passwordHash = passwordHash;
        this.active = active;
        this.readAt = readAt;
    }

    @Override
    public Actor actor() {
        return actor;
    }

    @Override
    public String displayName() {
        return name;
    }

    @Override
    public String houseName() {
        return "zh".equals(LocaleContextHolder.getLocale().getLanguage()) ? houseZh : houseEn;
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    Instant readAt() {
        return readAt;
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

    @Override
    public void eraseCredentials() {
        passwordHash = null;
    }

    /** The login alone: this text reaches logs. */
    @Override
    public String toString() {
        return actor.login();
    }
}
