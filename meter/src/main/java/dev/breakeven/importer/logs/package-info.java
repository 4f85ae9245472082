/// The one door to other tools' logs: the list of importers, and whose each log is.
@NullMarked
package dev.breakeven.importer.logs;

import org.jspecify.annotations.NullMarked;
