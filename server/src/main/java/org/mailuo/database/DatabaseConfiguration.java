package org.mailuo.database;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
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
                ? NamedPostgres.open(address.get(), address.get().owner(settings))
                : EmbeddedPostgres.open(Path.of(folder), PostgresConfiguration.DURABLE);
    }

    /** Migrations run as the owner, over a connection of their own. */
    @Bean
    FlywayConnectionDetails owner(Database database) {
        return database.owner();
    }

    /** The migrations grant their rights to this role. */
    @Bean
    FlywayConfigurationCustomizer application(Database database) {
        return flyway -> flyway.placeholders(Map.of("application", database.getUsername()));
    }
}
