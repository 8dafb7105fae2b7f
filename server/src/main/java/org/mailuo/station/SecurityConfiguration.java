package org.mailuo.station;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import org.mailuo.keys.SealedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Everything needs a person signed in, except the door itself. What a person may do is asked again at each handler. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SecurityConfiguration {
    /** So many browsers may one person use at once; the oldest session makes room. */
    private static final int SESSIONS = 3;

    private static final String PERMISSIONS =
            "camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=(), display-capture=()";
    private static final String CONTENT = "default-src 'self'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** Argon2id with 16 MiB, two passes and one lane. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new OwnThreads(Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8());
    }

    @Bean
    SealedRows sealedFactors(SecondFactors factors, Stations stations, Clock clock) {
        return new SealedByStation("station.second_factors", stations, clock, factors::sealAnew);
    }

    private static final Set<String> ASSETS = Set.of(
            "/mailuo.css", "/mailuo.js", "/lock.js", "/icons.svg", "/logo.svg", "/favicon.ico", "/actuator/health");
    private static final Set<String> DOORS = Set.of("/sign-in", "/setup", "/language", "/error");

    /** What everybody may see, whether signed in or not. */
    static boolean isOpen(HttpServletRequest request) {
        return DOORS.contains(path(request)) || isAsset(request);
    }

    /** What is the same for everybody. */
    static boolean isAsset(HttpServletRequest request) {
        return ASSETS.contains(path(request)) || path(request).startsWith("/webjars/");
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    @Bean
    WebMvcConfigurer rulesFirst() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(new RulesFirst());
            }
        };
    }

    /** Tells {@link SessionRegistry} when a session ends. */
    @Bean
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }

    @Bean
    SessionRegistry sessionRegistry() {
        return new SessionRegistryImpl();
    }

    @Bean
    SecurityFilterChain pages(
            HttpSecurity http,
            StaffStore staff,
            StationStore stations,
            DoorKeeper keeper,
            DoorLines lines,
            SessionRegistry sessions,
            Clock clock) {
        http.authorizeHttpRequests(requests -> requests.requestMatchers(SecurityConfiguration::isOpen)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                // Alone: no second opinion lets in whom the keeper refused.
                .authenticationManager(keeper)
                .formLogin(form -> form.loginPage("/sign-in")
                        .usernameParameter("login")
                        .passwordParameter("password")
                        .failureHandler(SecurityConfiguration::refused)
                        .defaultSuccessUrl("/"))
                .logout(out -> out.logoutUrl("/sign-out")
                        .addLogoutHandler(lines)
                        .addLogoutHandler(new HeaderWriterLogoutHandler(new ClearSiteDataHeaderWriter(
                                ClearSiteDataHeaderWriter.Directive.CACHE,
                                ClearSiteDataHeaderWriter.Directive.STORAGE)))
                        .logoutSuccessUrl("/sign-in?out"))
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.newSession())
                        .maximumSessions(SESSIONS)
                        .sessionRegistry(sessions)
                        .expiredUrl("/sign-in?elsewhere"))
                .exceptionHandling(refused -> refused.accessDeniedHandler(lines)
                        .defaultAuthenticationEntryPointFor(
                                (request, response, exception) -> {
                                    response.setHeader("HX-Redirect", "/sign-in");
                                    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                                },
                                new RequestHeaderRequestMatcher("HX-Request")))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS))
                        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                        .frameOptions(frame -> frame.deny()))
                .csrf(Customizer.withDefaults())
                .addFilterBefore(new StationOfPerson(), AuthorizationFilter.class)
                .addFilterBefore(new Gate(staff, clock), AuthorizationFilter.class)
                .addFilterBefore(new FoundingGate(stations), AuthorizationFilter.class);
        return http.build();
    }

    /** Back to where the proof was asked for. */
    private static void refused(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        HttpSession session = request.getSession(false);
        boolean covered = session != null && Presence.of(session).isCovered();
        response.sendRedirect(request.getContextPath() + (covered ? "/locked?failed" : "/sign-in?failed"));
    }
}
