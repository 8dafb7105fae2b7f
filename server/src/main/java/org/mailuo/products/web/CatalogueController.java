package org.mailuo.products.web;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Locale;
import org.mailuo.pages.NavigationEntry;
import org.mailuo.pages.Section;
import org.mailuo.products.Catalogue;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;
import org.mailuo.shared.ProductCode;
import org.mailuo.station.Stations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** The catalogue as everybody in the station may read it. */
@Controller
@RequestMapping("/products")
@PreAuthorize("isAuthenticated()")
class CatalogueController {
    private final Catalogue catalogue;
    private final Stations stations;
    private final Clock clock;

    CatalogueController(Catalogue catalogue, Stations stations, Clock clock) {
        this.catalogue = catalogue;
        this.stations = stations;
        this.clock = clock;
    }

    @GetMapping
    String list(Actor actor, Locale locale, Model model) {
        model.addAttribute(
                "products",
                catalogue.inForce(
                        clock.instant().atZone(stations.zone(actor.station())).toLocalDate()));
        model.addAttribute("catalogue", catalogue);
        model.addAttribute("locale", locale);
        return "products/list";
    }

    @GetMapping("/{code}")
    String product(@PathVariable String code, Locale locale, Model model) {
        ProductCode product = ProductCode.of(code);
        model.addAttribute("product", catalogue.get(product));
        model.addAttribute("lives", catalogue.shelfLives(product));
        model.addAttribute("ways", catalogue.waysFrom(product));
        model.addAttribute("locale", locale);
        return "products/product";
    }

    /** Everybody who works with bags finds the catalogue. */
    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavigationEntry productsCatalogue() {
            return new NavigationEntry(
                    Section.PROCESSING,
                    "products.nav.catalogue",
                    "/products",
                    EnumSet.complementOf(EnumSet.of(Duty.HOSPITAL)),
                    90,
                    "document");
        }
    }
}
