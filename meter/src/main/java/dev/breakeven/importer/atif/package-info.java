/// Trajectories in the ATIF format as traces. What they hold is in docs/formats/other-tools.md.
@NullMarked
package dev.breakeven.importer.atif;

import org.jspecify.annotations.NullMarked;
