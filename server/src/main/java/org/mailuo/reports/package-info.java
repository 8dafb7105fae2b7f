/**
 * The top floor: counts what the other modules recorded, across all of them, and changes nothing. It reads their tables
 * and not their services, because a report that asks the code which it checks would only hear its own opinion.
 */
@ApplicationModule(allowedDependencies = {"shared", "database", "station", "pages", "units"})
@NullMarked
package org.mailuo.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
