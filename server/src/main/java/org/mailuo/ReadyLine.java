package org.mailuo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever started us where to point the browser. */
@Component
class ReadyLine {

    private static final Logger LOG = LoggerFactory.getLogger(ReadyLine.class);

    @EventListener
    void say(ApplicationReadyEvent event) {
        var environment = event.getApplicationContext().getEnvironment();
        var port = environment.getProperty("local.server.port");
        if (port != null) {
            boolean tls = environment.getProperty("server.ssl.enabled", Boolean.class, false);
            LOG.info("Mailuo is ready at {}://localhost:{}", tls ? "https" : "http", port);
        }
    }
}
