/**
 * Seals what a thief of the database must not read: identity numbers, phones, addresses, sign-in secrets. The keys lie in a
 * file outside the database, so that a dump alone opens nothing; a keyed hash finds equal values without opening them.
 */
@ApplicationModule(allowedDependencies = {"shared", "database"})
@NullMarked
package org.mailuo.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
