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
            "spring.datasource.hikari.connection-timeout=60000"
        })
@interface HostileTest {}
