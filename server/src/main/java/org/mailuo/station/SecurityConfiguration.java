package org.mailuo.station;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;

/** Everything needs a person signed in, except the door itself. What a person may do is asked again at each handler. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SecurityConfiguration {
    private static final String CONTENT = "default-src 'self'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** Argon2id with 16 MiB, two passes and one lane. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    static boolean isOpen(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return Stream.of(
                                "/sign-in",
                                "/setup",
                                "/language",
                                "/error",
                                "/mailuo.css",
                                "/mailuo.js",
                                "/icons.svg",
                                "/logo.svg",
                                "/favicon.ico",
                                "/actuator/health")
                        .anyMatch(path::equals)
                || path.startsWith("/webjars/");
    }

    @Bean
    SecurityFilterChain pages(HttpSecurity http, StaffStore staff, StationStore stations, Clock clock) {
        http.authorizeHttpRequests(requests -> requests.requestMatchers(SecurityConfiguration::isOpen)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/sign-in")
                        .usernameParameter("login")
                        .passwordParameter("password")
                        .failureUrl("/sign-in?failed")
                        .defaultSuccessUrl("/"))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out"))
                .exceptionHandling(refused -> refused.defaultAuthenticationEntryPointFor(
                        (request, response, exception) -> {
                            response.setHeader("HX-Redirect", "/sign-in");
                            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                        },
                        new RequestHeaderRequestMatcher("HX-Request")))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .frameOptions(frame -> frame.deny()))
                .csrf(Customizer.withDefaults())
                .addFilterBefore(new FreshAuthorisations(staff, clock), AuthorizationFilter.class)
                .addFilterBefore(new FoundingGate(stations), AuthorizationFilter.class);
        return http.build();
    }
}
