/**
 * The one look and manner of every page: layout, verdicts, benches, work lists, words and errors. Modules bring their
 * own pages and navigation; this module knows none of them. It stands below {@code station}, which brings the person
 * signed in and his zone through {@link org.mailuo.pages.SignedIn}.
 */
@ApplicationModule(allowedDependencies = {"shared", "audit"})
@NullMarked
package org.mailuo.pages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
