/**
 * The trail of every change: who, when, by which command, what was before and after. Triggers write it, so this module
 * only opens a command, so to speak, and reads the trail back for the history of a record.
 */
@ApplicationModule(allowedDependencies = {"shared", "database"})
@NullMarked
package org.mailuo.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
