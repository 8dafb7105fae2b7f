/**
 * The visit of a donor: check-in, examination, decision, donation. Owns the rule sets of eligibility, which are data: a
 * visit is judged by the edition in force on its own date and keeps which one judged it (FACTS 1.1 to 1.4, 2.1). Nobody
 * is bled without a passed examination of the same day, and every donation enters its bags in the ledger.
 */
@ApplicationModule(
        allowedDependencies = {"shared", "database", "audit", "station", "pages", "products", "units", "donors"})
@NullMarked
package org.mailuo.collection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
