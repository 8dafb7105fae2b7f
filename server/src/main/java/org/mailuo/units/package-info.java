/**
 * The ledger on the ground floor: donation numbers given out and used, bags, parentage, status, holds, place and
 * history. It knows numbers, not people. Every module on the blood's way writes here, and the rules that no bag may
 * break (FACTS 2.8, hard stops 3, 14, 16) are kept by {@link org.mailuo.units.Ledger} and again by the database.
 */
@ApplicationModule(allowedDependencies = {"shared", "database", "audit", "station", "pages"})
@NullMarked
package org.mailuo.units;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
