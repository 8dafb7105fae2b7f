/** May call nobody, and calls upstairs. */
@ApplicationModule(allowedDependencies = {})
package counterexample.shared;

import org.springframework.modulith.ApplicationModule;
