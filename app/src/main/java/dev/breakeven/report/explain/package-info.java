/// Where the money of a trace went: sentences first, a table after.
@NullMarked
package dev.breakeven.report.explain;

import org.jspecify.annotations.NullMarked;
