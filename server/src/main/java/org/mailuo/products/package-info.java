/**
 * The product catalogue: which products there are, where they are kept, how long they live and what may be made of
 * them. Reference data without a station, dated, cached in memory. It lies below the ledger because the first bag of a
 * donation already needs its expiry (FACTS 3.1, 3.2, 3.4; RULE X1 to X3).
 */
@ApplicationModule(allowedDependencies = {"shared", "database", "audit", "station", "pages"})
@NullMarked
package org.mailuo.products;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
