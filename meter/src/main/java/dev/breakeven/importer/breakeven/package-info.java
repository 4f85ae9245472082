/// Traces of our own among the logs of other tools.
@NullMarked
package dev.breakeven.importer.breakeven;

import org.jspecify.annotations.NullMarked;
