package org.mailuo.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** Changes the reader's language and returns to where he was. */
@Controller
@PreAuthorize("permitAll()")
class LanguageController {
    private final LocaleResolver languages;

    LanguageController(LocaleResolver languages) {
        this.languages = languages;
    }

    @PostMapping("/language")
    String choose(
            @RequestParam String to,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        languages.setLocale(request, response, PagesConfiguration.supported(Locale.forLanguageTag(to)));
        return "redirect:" + (isOwnPath(back) ? back : "/");
    }

    /** Only a path of this server, so that the switch sends nobody elsewhere. */
    static boolean isOwnPath(String back) {
        return back.startsWith("/") && !back.startsWith("//") && back.chars().noneMatch(c -> c == '\\' || c < ' ');
    }
}
