/// Cline's sessions as traces. What they hold is in docs/formats/cline.md.
@NullMarked
package dev.breakeven.importer.cline;

import org.jspecify.annotations.NullMarked;
