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

/** Every door that the pages use, and nothing behind them. */
record House(
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
        Reconciliations reconciliations) {}
