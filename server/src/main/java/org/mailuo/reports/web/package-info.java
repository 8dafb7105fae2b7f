/** The pages of the top floor. */
@NullMarked
package org.mailuo.reports.web;

import org.jspecify.annotations.NullMarked;
