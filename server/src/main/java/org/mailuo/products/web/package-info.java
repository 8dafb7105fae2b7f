/** The catalogue to read. */
@NullMarked
package org.mailuo.products.web;

import org.jspecify.annotations.NullMarked;
