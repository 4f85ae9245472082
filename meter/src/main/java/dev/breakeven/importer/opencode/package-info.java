/// opencode's sessions as traces. What they hold is in docs/formats/other-tools.md.
@NullMarked
package dev.breakeven.importer.opencode;

import org.jspecify.annotations.NullMarked;
