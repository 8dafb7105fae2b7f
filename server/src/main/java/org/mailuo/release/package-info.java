/**
 * The release decision and the final label: the one door out of quarantine (FACTS 2.8, REL 1 to 11). It asks each
 * module below for its facts, decides purely, and records the decision with all its reasons.
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
            "processing"
        })
@NullMarked
package org.mailuo.release;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
