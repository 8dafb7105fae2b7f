/**
 * The register of hospitals that the station supplies: licence and contract. A hospital whose contract has ended orders
 * nothing and is issued nothing (RULE D2).
 */
@ApplicationModule(allowedDependencies = {"shared", "database", "audit", "station", "pages", "products", "units"})
@NullMarked
package org.mailuo.hospitals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
