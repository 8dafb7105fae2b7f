/** The release officer's list and the label bench. */
@NullMarked
package org.mailuo.release.web;

import org.jspecify.annotations.NullMarked;
