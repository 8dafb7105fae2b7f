/** The bench of the component makers and the list of what waits for them. */
@NullMarked
package org.mailuo.processing.web;

import org.jspecify.annotations.NullMarked;
