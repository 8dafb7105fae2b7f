package org.mailuo.pages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Times as people of the station read them, in templates {@code @times}. Null gives an empty text. */
@Component
public class Times {
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Clock clock;
    private final MessageSource messages;

    Times(Clock clock, MessageSource messages) {
        this.clock = clock;
        this.messages = messages;
    }

    /** {@code 2026-11-22 14:05} */
    public String at(@Nullable Instant instant) {
        return instant == null ? "" : AT.format(instant.atZone(zone()));
    }

    /** {@code 14:05} */
    public String clock(@Nullable Instant instant) {
        return instant == null ? "" : CLOCK.format(instant.atZone(zone()));
    }

    /** {@code 2026-11-22} */
    public String day(@Nullable Instant instant) {
        return instant == null ? "" : instant.atZone(zone()).toLocalDate().toString();
    }

    /** {@code 2026-11-22 Sun} in the reader's language. */
    public String weekday(@Nullable LocalDate date) {
        return date == null
                ? ""
                : date + " "
                        + DateTimeFormatter.ofPattern("EEE", LocaleContextHolder.getLocale())
                                .format(date);
    }

    /** How long ago, in the largest unit that says enough: minutes, hours or days. */
    public String age(@Nullable Instant since) {
        return since == null ? "" : span("age", Duration.between(since, clock.instant()));
    }

    /** How long until then; past moments say so. */
    public String left(@Nullable Instant until) {
        if (until == null) {
            return "";
        }
        Duration left = Duration.between(clock.instant(), until);
        return left.isNegative() ? message("times.past") : span("left", left);
    }

    /** Whole days of the station's calendar from today; negative when past. */
    public long daysLeft(Instant until) {
        return ChronoUnit.DAYS.between(today(), until.atZone(zone()).toLocalDate());
    }

    public String now() {
        return at(clock.instant());
    }

    public LocalDate today() {
        return clock.instant().atZone(zone()).toLocalDate();
    }

    private String span(String kind, Duration duration) {
        long minutes = Math.max(0, duration.toMinutes());
        if (minutes < 120) {
            return message("times." + kind + ".minutes", minutes);
        }
        return minutes < 48 * 60
                ? message("times." + kind + ".hours", minutes / 60)
                : message("times." + kind + ".days", minutes / (24 * 60));
    }

    private String message(String key, Object... arguments) {
        return messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

    private ZoneId zone() {
        return Viewer.find().map(SignedIn::zone).orElse(ZoneOffset.UTC);
    }
}
