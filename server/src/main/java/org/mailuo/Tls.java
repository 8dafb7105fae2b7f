package org.mailuo;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * HTTPS where {@code MAILUO_TLS_CERTIFICATE} and {@code MAILUO_TLS_KEY} name two PEM files: on the port {@code MAILUO_PORT},
 * 8443 if none is named, where plain HTTP is refused. Cookies then travel encrypted only and bind to this host.
 */
public final class Tls implements EnvironmentPostProcessor {
    private static final String DEFAULT_PORT = "8443";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String certificate = environment.getProperty("MAILUO_TLS_CERTIFICATE", "");
        String key = environment.getProperty("MAILUO_TLS_KEY", "");
        if (certificate.isBlank() && key.isBlank()) {
            return;
        }
        // One alone stops the start: whoever asked for encryption does not get plain text.
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.ssl.enabled", true);
        settings.put("server.ssl.certificate", certificate);
        settings.put("server.ssl.certificate-private-key", key);
        settings.put("server.ssl.enabled-protocols", "TLSv1.3,TLSv1.2");
        settings.put("server.servlet.session.cookie.name", "__Host-mailuo");
        settings.put("server.servlet.session.cookie.path", "/");
        settings.put("server.servlet.session.cookie.secure", true);
        settings.put("server.port", environment.getProperty("MAILUO_PORT", DEFAULT_PORT));
        environment.getPropertySources().addFirst(new MapPropertySource("mailuo-tls", settings));
    }
}
