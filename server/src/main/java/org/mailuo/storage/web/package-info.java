/** The bench of the store, its places, what expires and what is discarded. */
@NullMarked
package org.mailuo.storage.web;

import org.jspecify.annotations.NullMarked;
