package org.mailuo.storage.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Verdict;
import org.mailuo.products.Catalogue;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.ProductCode;
import org.mailuo.storage.Place;
import org.mailuo.storage.Storage;
import org.mailuo.units.Bag;
import org.mailuo.units.Ledger;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Scan the place, then its bags one after the other. */
@Controller
@RequestMapping("/storage")
class PutController {
    private static final String BENCH = "/storage";
    /** The square code of a final label: it begins with the number of its parts and names donation and product. */
    private static final Pattern LABEL =
            Pattern.compile("^=\\+[0-9]{5}(=[A-NP-Z1-9][0-9A-Z]{4}[0-9]{10}).*=<([0-9A-Z]{5}[0-9A-Za-z]{3})");

    private final Storage storage;
    private final Ledger ledger;
    private final Catalogue catalogue;

    PutController(Storage storage, Ledger ledger, Catalogue catalogue) {
        this.storage = storage;
        this.ledger = ledger;
        this.catalogue = catalogue;
    }

    @GetMapping
    @PreAuthorize("hasAnyAuthority('STORE','INSPECT')")
    String bench(Actor actor, @RequestParam(defaultValue = "") String place, Model model) {
        model.addAttribute("place", place);
        return "storage/bench";
    }

    /**
     * A scan is a place, the square code of a final label, or a donation number with, where the donation has several
     * bags here, the product after it.
     */
    @PostMapping
    @PreAuthorize("hasAuthority('STORE')")
    ModelAndView scan(
            Command command,
            @RequestParam String scan,
            @RequestParam(defaultValue = "") String place,
            Locale locale,
            HttpServletRequest request,
            Model model) {
        Optional<Place> scanned = storage.findPlace(command.station(), scan);
        if (scanned.isPresent()) {
            Place found = scanned.get();
            return answer(
                    Verdict.go("storage.bench.at", found.code(), found.name(locale))
                            .about(found.code(), "/storage/places/" + found.code())
                            .next("storage.bench.bags"),
                    found.code(),
                    request,
                    model);
        }
        if (storage.findPlace(command.station(), place).isEmpty()) {
            return answer(Verdict.stop("storage.bench.place-first", List.of()), "", request, model);
        }
        List<Bag> bags = bags(command, scan);
        if (bags.size() != 1) {
            return answer(
                    Verdict.stop(bags.isEmpty() ? "storage.bench.no-bag" : "storage.bench.which-bag", List.of())
                            .about(scan, null),
                    place,
                    request,
                    model);
        }
        Bag bag = bags.getFirst();
        storage.put(command, place, List.of(bag.id()));
        return answer(
                Verdict.go("storage.bench.put", bag.product(), place)
                        .about(bag.name(), "/bags/" + bag.id())
                        .with(bag.bloodGroup())
                        .next("storage.bench.bags"),
                place,
                request,
                model);
    }

    private List<Bag> bags(Command command, String scan) {
        String text = scan.strip();
        Matcher label = LABEL.matcher(text);
        if (label.find()) {
            return DonationNumber.parse(label.group(1)).stream()
                    .flatMap(number -> ledger.bagsOf(command.station(), List.of(number)).stream())
                    .filter(bag -> bag.status().isInStation())
                    .filter(bag -> catalogue
                            .get(bag.product())
                            .isbtCode(bag.division())
                            .equals(label.group(2)))
                    .toList();
        }
        int cut = text.lastIndexOf(' ');
        String last = cut < 0 ? "" : text.substring(cut + 1).toUpperCase(Locale.ROOT);
        Optional<DonationNumber> whole = DonationNumber.parse(text);
        Optional<DonationNumber> din =
                whole.isPresent() || cut < 0 ? whole : DonationNumber.parse(text.substring(0, cut));
        return din.stream()
                .flatMap(number -> ledger.bagsOf(command.station(), List.of(number)).stream())
                .filter(bag -> bag.status().isInStation())
                .filter(bag -> whole.isPresent() || isNamed(bag, last))
                .toList();
    }

    private static boolean isNamed(Bag bag, String name) {
        ProductCode product = bag.product();
        return name.equals(product.value()) || name.equals(product.value() + "/" + bag.division());
    }

    private static ModelAndView answer(Verdict verdict, String place, HttpServletRequest request, Model model) {
        if (!Answer.isFragment(request)) {
            return Answer.redirect(verdict, request, place.isEmpty() ? BENCH : BENCH + "?place=" + place);
        }
        model.addAttribute("verdict", verdict);
        model.addAttribute("place", place);
        return new ModelAndView("storage/bench :: answer", model.asMap());
    }
}
