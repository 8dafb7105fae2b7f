package org.mailuo.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;

/** A JDBC URL with our driver settings, and whom to sign in as. Never prints its secret. */
record DatabaseAddress(
        String jdbcUrl, @Nullable String user, @Nullable String password) implements FlywayConnectionDetails {

    private static final Pattern LIBPQ =
            Pattern.compile("postgres(?:ql)?://(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<rest>[^@]+)");

    /** Server error details quote the offending row: they stay out of our logs because rows are about people. */
    private static final String[] DRIVER_SETTINGS = {
        "reWriteBatchedInserts=true", "logServerErrorDetail=false", "tcpKeepAlive=true", "ApplicationName=mailuo"
    };

    static Optional<DatabaseAddress> from(DatabaseSettings settings) {
        var url = settings.url();
        return url == null || url.isBlank() ? Optional.empty() : Optional.of(parse(url.strip(), settings));
    }

    static DatabaseAddress loopback(int port, String database, String user, String password) {
        return new DatabaseAddress(
                withDriverSettings("jdbc:postgresql://127.0.0.1:" + port + "/" + database), user, password);
    }

    /** The same database, signed in as who owns its tables. */
    DatabaseAddress owner(DatabaseSettings settings) {
        if (settings.owner() == null || settings.owner().isBlank()) {
            throw new DatabaseFailure("owner-missing");
        }
        return new DatabaseAddress(jdbcUrl, settings.owner(), settings.ownerPassword());
    }

    private static DatabaseAddress parse(String url, DatabaseSettings settings) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new DatabaseAddress(withDriverSettings(url), settings.user(), settings.password());
        }
        var parts = LIBPQ.matcher(url);
        if (!parts.matches()) {
            throw new DatabaseFailure("bad-url", "MAILUO_DATABASE_URL");
        }
        return new DatabaseAddress(
                withDriverSettings("jdbc:postgresql://" + parts.group("rest")),
                settings.user() != null ? settings.user() : decode(parts.group("user")),
                settings.password() != null ? settings.password() : decode(parts.group("password")));
    }

    private static String withDriverSettings(String url) {
        var result = new StringBuilder(url);
        for (var setting : DRIVER_SETTINGS) {
            if (!url.contains(setting.substring(0, setting.indexOf('=') + 1))) {
                result.append(result.indexOf("?") < 0 ? '?' : '&').append(setting);
            }
        }
        return result.toString();
    }

    private static @Nullable String decode(@Nullable String text) {
        return text == null ? null : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String getJdbcUrl() {
        return jdbcUrl;
    }

    @Override
    public @Nullable String getUsername() {
        return user;
    }

    @Override
    public @Nullable String getPassword() {
        return password;
    }

    /** The address without its parameters, which may hold a password. */
    @Override
    public String toString() {
        var end = jdbcUrl.indexOf('?');
        return end < 0 ? jdbcUrl : jdbcUrl.substring(0, end);
    }
}
