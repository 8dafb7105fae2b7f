/**
 * Who gives: identity, deferrals and blood-group history. One person has one record, a permanent deferral ends only by a
 * reasoned decision (RULE P2), and why somebody is deferred is told to those alone who must know (RULE P3).
 */
@ApplicationModule(allowedDependencies = {"shared", "database", "keys", "audit", "station", "pages", "units"})
@NullMarked
package org.mailuo.donors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
