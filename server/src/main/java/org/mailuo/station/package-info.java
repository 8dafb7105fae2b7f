/**
 * The station itself: its data and places, its staff, what each person is authorised to do and until when, and how
 * people sign in. Authorisations count by the day of the station's own calendar; an expired one is none.
 */
@ApplicationModule(allowedDependencies = {"shared", "database", "keys", "audit", "pages"})
@NullMarked
package org.mailuo.station;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
