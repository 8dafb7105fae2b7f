/**
 * From the hospital's order to the patient: orders, allocation by first expiry and compatibility, issue with two scans
 * and two persons, receipt, fate (FACTS 6.1, 6.2). The ledger is asked again at every step, and no bag leaves against
 * the table of compatibility: {@link org.mailuo.distribution.Orders} refuses it, and so does the database.
 */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "database",
            "audit",
            "station",
            "pages",
            "products",
            "units",
            "release",
            "storage",
            "hospitals"
        })
@NullMarked
package org.mailuo.distribution;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
