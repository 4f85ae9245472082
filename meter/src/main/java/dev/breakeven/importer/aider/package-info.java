/// aider's analytics as traces. What they hold is in docs/formats/other-tools.md.
@NullMarked
package dev.breakeven.importer.aider;

import org.jspecify.annotations.NullMarked;
