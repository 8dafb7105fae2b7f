package org.mailuo.safety;

import java.util.Map;
import java.util.UUID;
import org.mailuo.collection.Donations;
import org.mailuo.collection.Visits;
import org.mailuo.collection.aftercare.DonorReports;
import org.mailuo.collection.aftercare.Epidemics;
import org.mailuo.distribution.IssueScan;
import org.mailuo.distribution.Orders;
import org.mailuo.distribution.recall.Recalls;
import org.mailuo.donors.Donors;
import org.mailuo.donors.Merges;
import org.mailuo.hospitals.HospitalId;
import org.mailuo.processing.Processing;
import org.mailuo.products.Catalogue;
import org.mailuo.products.StorageBand;
import org.mailuo.release.Labels;
import org.mailuo.release.Releases;
import org.mailuo.shared.ProductCode;
import org.mailuo.station.Staff;
import org.mailuo.storage.Excursions;
import org.mailuo.storage.Storage;
import org.mailuo.storage.Zone;
import org.mailuo.testing.Laboratory;
import org.mailuo.units.Bag;
import org.mailuo.units.Causes;
import org.mailuo.units.Ledger;
import org.springframework.context.ApplicationContext;

/**
 * The doors that everybody uses, with the one site and the one hospital that all stations of these histories
 * have, and the people whose numbers are the same in each.
 */
record House(
        Donors donors,
        Merges merges,
        DonorReports reports,
        Epidemics epidemics,
        Visits visits,
        Donations donations,
        Laboratory laboratory,
        Processing processing,
        Releases releases,
        Labels labels,
        Storage storage,
        Excursions excursions,
        Orders orders,
        Recalls recalls,
        Causes causes,
        Ledger ledger,
        Catalogue catalogue,
        Staff staff,
        UUID site,
        HospitalId hospital,
        Map<Person, UUID> people) {

    static House of(ApplicationContext context, UUID site, HospitalId hospital, Map<Person, UUID> people) {
        return new House(
                context.getBean(Donors.class),
                context.getBean(Merges.class),
                context.getBean(DonorReports.class),
                context.getBean(Epidemics.class),
                context.getBean(Visits.class),
                context.getBean(Donations.class),
                context.getBean(Laboratory.class),
                context.getBean(Processing.class),
                context.getBean(Releases.class),
                context.getBean(Labels.class),
                context.getBean(Storage.class),
                context.getBean(Excursions.class),
                context.getBean(Orders.class),
                context.getBean(Recalls.class),
                context.getBean(Causes.class),
                context.getBean(Ledger.class),
                context.getBean(Catalogue.class),
                context.getBean(Staff.class),
                site,
                hospital,
                people);
    }

    /** @param warm a place of another temperature than the product's */
    String place(ProductCode product, Zone zone, boolean warm) {
        StorageBand band = catalogue.get(product).band();
        return place(zone, StorageBand.values()[(band.ordinal() + (warm ? 1 : 0)) % StorageBand.values().length]);
    }

    static String place(Zone zone, StorageBand band) {
        return zone.name().charAt(0) + "-" + band.ordinal();
    }

    IssueScan scan(Bag bag) {
        return new IssueScan(
                bag.din().barcode(0), "=<" + catalogue.get(bag.product()).isbtCode(bag.division()));
    }
}
