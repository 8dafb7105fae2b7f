package org.mailuo.pages;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Uuid7;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** What the layout needs to know about the page it frames, in templates {@code @frame}. */
@Component
class Frame {
    private final List<NavigationEntry> entries;
    private final Clock clock;

    Frame(List<NavigationEntry> entries, Clock clock) {
        this.entries = entries.stream()
                .sorted(Comparator.comparing(NavigationEntry::section)
                        .thenComparing(NavigationEntry::order)
                        .thenComparing(NavigationEntry::href))
                .toList();
        this.clock = clock;
    }

    public @Nullable SignedIn viewer() {
        return Viewer.find().orElse(null);
    }

    public Map<Section, List<NavigationEntry>> navigation() {
        return Viewer.find()
                .map(viewer -> entries.stream()
                        .filter(entry -> entry.isFor(viewer.actor()))
                        .collect(Collectors.groupingBy(
                                NavigationEntry::section, () -> new EnumMap<>(Section.class), Collectors.toList())))
                .orElseGet(() -> new EnumMap<>(Section.class));
    }

    /** The entry whose address is the longest beginning of the present one. */
    public boolean isCurrent(NavigationEntry entry) {
        String path = path();
        return covers(entry.href(), path)
                && entries.stream()
                        .noneMatch(
                                other -> other.href().length() > entry.href().length() && covers(other.href(), path));
    }

    private static boolean covers(String href, String path) {
        return path.equals(href) || path.startsWith(href + "/");
    }

    /** A fresh command id for a form, so that sending it twice does it once. */
    public UUID command() {
        return Uuid7.next(clock.instant());
    }

    public String language() {
        return LocaleContextHolder.getLocale().toLanguageTag();
    }

    public boolean isChinese() {
        return Locale.CHINESE
                .getLanguage()
                .equals(LocaleContextHolder.getLocale().getLanguage());
    }

    /** The present address with its query, to come back to. */
    public String here() {
        HttpServletRequest request = request();
        if (request == null) {
            return "/";
        }
        String query = request.getQueryString();
        return query == null ? path() : path() + "?" + query;
    }

    public String path() {
        HttpServletRequest request = request();
        if (request == null) {
            return "/";
        }
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed == null ? request.getRequestURI() : failed.toString();
    }

    /** The present address with its filters, at another page. */
    public String page(int number) {
        return UriComponentsBuilder.fromUriString(here())
                .replaceQueryParam("page", number)
                .build()
                .toUriString();
    }

    /** What was typed and could not be read, to be shown again. */
    public String sent(String field) {
        HttpServletRequest request = request();
        String value = request == null ? null : request.getParameter(field);
        return value == null ? "" : value;
    }

    /** Whether a value was ticked or chosen in the form that was refused, to be ticked again. */
    public boolean isSent(String field, Object value) {
        HttpServletRequest request = request();
        String[] sent = request == null ? null : request.getParameterValues(field);
        return sent != null && Arrays.asList(sent).contains(value.toString());
    }

    /** Whether a choice is among those of the form. */
    public boolean contains(@Nullable Collection<?> chosen, String value) {
        return chosen != null && chosen.stream().anyMatch(one -> one.toString().equals(value));
    }

    private static @Nullable HttpServletRequest request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
    }
}
