package org.mailuo;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts, shows the first page to itself and stops, so that the JVM can write down what a start loads. */
@Component
@ConditionalOnBooleanProperty("mailuo.rehearsal")
class Rehearsal {

    @EventListener
    void showFirstPageAndStop(ApplicationReadyEvent event) throws IOException {
        var port = event.getApplicationContext().getEnvironment().getProperty("local.server.port");
        var page = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
        page.getResponseCode();
        page.disconnect();
        System.exit(0);
    }
}
