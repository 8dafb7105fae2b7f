/** The house as a whole: its front door and the few things that every module shares by injection. */
@NullMarked
package org.mailuo;

import org.jspecify.annotations.NullMarked;
