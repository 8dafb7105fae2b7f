package org.mailuo.distribution.web;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mailuo.hospitals.Hospital;
import org.mailuo.hospitals.HospitalId;
import org.mailuo.hospitals.Hospitals;
import org.mailuo.pages.Times;
import org.mailuo.products.Catalogue;
import org.mailuo.products.Product;
import org.mailuo.shared.Actor;
import org.mailuo.shared.ProductCode;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Gives the pages of this module the names behind the ids that orders carry. */
@Component("distributionNames")
class Names {
    private final Hospitals hospitals;
    private final Catalogue catalogue;
    private final Times times;

    Names(Hospitals hospitals, Catalogue catalogue, Times times) {
        this.hospitals = hospitals;
        this.catalogue = catalogue;
        this.times = times;
    }

    void add(Model model, Actor viewer) {
        Map<HospitalId, Hospital> byId =
                hospitals.list(viewer.station()).stream().collect(Collectors.toMap(Hospital::id, Function.identity()));
        Map<ProductCode, Product> byCode =
                catalogue.inForce(times.today()).stream().collect(Collectors.toMap(Product::code, Function.identity()));
        model.addAttribute("hospitals", byId);
        model.addAttribute("products", byCode);
    }
}
