package org.mailuo.simulator;

import org.mailuo.collection.Donations;
import org.mailuo.collection.Visits;
import org.mailuo.distribution.Orders;
import org.mailuo.donors.Donors;
import org.mailuo.hospitals.Hospitals;
import org.mailuo.processing.Processing;
import org.mailuo.products.Catalogue;
import org.mailuo.release.Labels;
import org.mailuo.release.Releases;
import org.mailuo.reports.Reconciliations;
import org.mailuo.station.Staff;
import org.mailuo.station.Stations;
import org.mailuo.storage.Storage;
import org.mailuo.testing.Laboratory;
import org.mailuo.units.Ledger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Puts the simulator into the running house: its clock before the house's own, and the doors in one bundle. */
@Configuration(proxyBeanMethods = false)
class SimulatorConfiguration {
    @Bean
    @Primary
    ReplayClock replayClock() {
        return new ReplayClock();
    }

    @Bean
    House house(
            Stations stations,
            Staff staff,
            Donors donors,
            Visits visits,
            Donations donations,
            Laboratory laboratory,
            Processing processing,
            Releases releases,
            Labels labels,
            Storage storage,
            Hospitals hospitals,
            Orders orders,
            Ledger ledger,
            Catalogue catalogue,
            Reconciliations reconciliations) {
        return new House(
                stations,
                staff,
                donors,
                visits,
                donations,
                laboratory,
                processing,
                releases,
                labels,
                storage,
                hospitals,
                orders,
                ledger,
                catalogue,
                reconciliations);
    }

    @Bean
    Simulation simulation(House house, ReplayClock clock) {
        return new Simulation(house, clock);
    }
}
