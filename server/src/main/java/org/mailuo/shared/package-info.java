/**
 * The words that every module speaks: value types that validate themselves, and the shapes of a command, a decision
 * and a refusal. No services and no Spring, so that a rule can be read, tested and mutated alone.
 */
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package org.mailuo.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
