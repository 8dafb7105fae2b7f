package org.mailuo.pages;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.mailuo.pages.WorkList.Item;
import org.mailuo.shared.Actor;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The start page: what waits for the person who opens it, most urgent first. */
@Controller
@PreAuthorize("isAuthenticated()")
class HomeController {
    private static final Comparator<Item> MOST_URGENT = Comparator.comparing(Item::urgency)
            .thenComparing(Item::oldest, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparing(Item::count, Comparator.reverseOrder());

    private final List<WorkList> lists;
    private final Clock clock;

    HomeController(List<WorkList> lists, Clock clock) {
        this.lists = List.copyOf(lists);
        this.clock = clock;
    }

    @GetMapping("/")
    String home(Actor actor, Model model) {
        List<Item> items = itemsOf(actor);
        model.addAttribute("now", clock.instant());
        model.addAttribute(
                "waiting",
                items.stream()
                        .filter(item -> item.count() > 0)
                        .sorted(MOST_URGENT)
                        .toList());
        model.addAttribute(
                "done", items.stream().filter(item -> item.count() == 0).toList());
        return "pages/home";
    }

    private List<Item> itemsOf(Actor actor) {
        Instant now = clock.instant();
        return lists.stream()
                .filter(list -> list.duties().stream().anyMatch(actor::may))
                .flatMap(list -> list.items(actor, now).stream())
                .toList();
    }
}
