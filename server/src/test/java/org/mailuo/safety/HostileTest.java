package org.mailuo.safety;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.mailuo.MailuoTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The whole application with a tap on its database. Connections are cut on purpose here: nobody need read of it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@MailuoTest
@Import(Tap.Fitted.class)
@TestPropertySource(
        properties = {
            "logging.level.org.springframework.transaction=off",
            "logging.level.com.zaxxer.hikari=off",
            "spring.datasource.hikari.maximum-pool-size=16",
            "spring.datasource.hikari.connection-timeout=60000",
            // The same few hundred statements a million times: each connection plans each of them once.
            "spring.datasource.hikari.data-source-properties.prepareThreshold=1",
            "spring.datasource.hikari.data-source-properties.preparedStatementCacheQueries=2048",
            "spring.datasource.hikari.data-source-properties.preparedStatementCacheSizeMiB=64",
            "spring.datasource.hikari.data-source-properties.options=" + HostileTest.PLANS
        })
@interface HostileTest {
    /** Joins by the keys, which all begin with the station: as dear in the last history as in the first. */
    String PLANS = "-c plan_cache_mode=force_generic_plan"
            + " -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";
}
