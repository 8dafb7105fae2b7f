/** The pages of the donors' register. */
@NullMarked
package org.mailuo.donors.web;

import org.jspecify.annotations.NullMarked;
