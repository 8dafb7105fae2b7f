/**
 * Where bags are: places with their temperature band and zone, putting away, discarding with a witness, the run that
 * takes expired bags out, and the stock by place. A bag is never put where its product or its status does not belong
 * (FACTS 5.1; hard stop 8).
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
            "testing",
            "processing",
            "release"
        })
@NullMarked
package org.mailuo.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
