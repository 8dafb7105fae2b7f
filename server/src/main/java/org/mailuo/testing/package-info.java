/**
 * The laboratory: samples received, runs and their review, results attempt by attempt, and the conclusion that only the
 * system draws (FACTS 2.2 to 2.7). Results are never overwritten, nobody reviews what he ran or entered, and whatever
 * turns bad later holds the bags in the same transaction.
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
            "donors",
            "collection"
        })
@NullMarked
package org.mailuo.testing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
