/**
 * From anything to everything, both ways: donor, donation, bag, order or patient to the whole tree they belong to, the
 * page of a bag, and the search. It reads the other modules' tables with set-based SQL and never writes; a hold that is
 * opened or lifted on its page goes through the ledger.
 */
@ApplicationModule(
        allowedDependencies = {"shared", "database", "audit", "station", "pages", "units", "products", "donors"})
@NullMarked
package org.mailuo.trace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
