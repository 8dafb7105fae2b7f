package org.mailuo.database;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses between the embedded and the named database and hands the choice to Spring Boot's own auto-configuration. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    @Bean(destroyMethod = "close")
    Database database(DatabaseSettings settings, @Value("${mailuo.data:data}") String folder) {
        var address = DatabaseAddress.from(settings);
        return address.isPresent()
                ? NamedPostgres.open(address.get())
                : EmbeddedPostgres.open(Path.of(folder), PostgresConfiguration.DURABLE);
    }
}
