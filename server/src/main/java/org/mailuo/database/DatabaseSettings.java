package org.mailuo.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the operator says about the database; saying nothing means the embedded one. Two logins: {@code user} works, and
 * {@code owner} owns the tables and migrates them.
 */
@ConfigurationProperties("mailuo.database")
record DatabaseSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String owner,
        @Nullable String ownerPassword) {}
