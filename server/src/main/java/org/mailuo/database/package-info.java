/**
 * Where the rows live: a PostgreSQL of our own in a child process, or the one that the operator names.
 *
 * <p>A county station must be able to trust what it gets without an administrator, so the embedded server is a real
 * one with every durability setting on. Nothing in here knows a table; other modules only see a {@code
 * DataSource} and the conversions of {@link org.mailuo.database.Sql}.
 */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package org.mailuo.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
