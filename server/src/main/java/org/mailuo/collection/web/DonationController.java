package org.mailuo.collection.web;

import java.util.List;
import org.mailuo.audit.Trail;
import org.mailuo.collection.Donation;
import org.mailuo.collection.Donations;
import org.mailuo.collection.RuleBook;
import org.mailuo.donors.Access;
import org.mailuo.donors.AccessLog;
import org.mailuo.donors.Donors;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.DonationNumber;
import org.mailuo.units.Bag;
import org.mailuo.units.Ledger;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of a donation, and the rules as people read them. */
@Controller
class DonationController {
    private final Donations donations;
    private final Donors donors;
    private final AccessLog log;
    private final Ledger ledger;
    private final RuleBook rules;
    private final Trail trail;

    DonationController(Donations donations, Donors donors, AccessLog log, Ledger ledger, RuleBook rules, Trail trail) {
        this.log = log;
        this.donations = donations;
        this.donors = donors;
        this.ledger = ledger;
        this.rules = rules;
        this.trail = trail;
    }

    @GetMapping("/donations/{din:[A-NP-Z1-9][0-9A-Z]{4}[0-9]{8}}")
    @PreAuthorize("isAuthenticated() and !hasAuthority('HOSPITAL')")
    String donation(@PathVariable String din, Actor actor, Model model) {
        Donation donation = donations.get(actor.station(), new DonationNumber(din));
        log.looked(actor, donation.donor(), Access.Page.DONATION);
        List<Bag> bags = ledger.bagsOf(actor.station(), List.of(donation.din()));
        List<BagId> ids = bags.stream().map(Bag::id).toList();
        model.addAttribute("donation", donation);
        model.addAttribute("donor", donors.get(actor.station(), donation.donor()));
        model.addAttribute("bags", bags);
        model.addAttribute("holds", ids.isEmpty() ? List.of() : ledger.holds(actor.station(), ids));
        model.addAttribute(
                "changes",
                trail.of(actor.station(), "collection.visits", donation.visit().toString()));
        return "collection/donation";
    }

    @GetMapping("/collection/rules")
    @PreAuthorize("isAuthenticated() and !hasAuthority('HOSPITAL')")
    String rules(Model model) {
        model.addAttribute("editions", rules.list());
        return "collection/rules";
    }
}
