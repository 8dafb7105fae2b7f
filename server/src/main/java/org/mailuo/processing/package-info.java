/**
 * Component making: what may be made of a bag, until when and how much of it; who made it and whether the process was
 * valid. Consumes and enters bags through the ledger and owns the record of the making (FACTS 3.3, 3.4; hard stop 14).
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
            "collection",
            "testing"
        })
@NullMarked
package org.mailuo.processing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
