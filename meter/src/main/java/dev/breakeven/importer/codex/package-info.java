/// Codex's rollouts as traces. What they hold is in docs/formats/other-tools.md.
@NullMarked
package dev.breakeven.importer.codex;

import org.jspecify.annotations.NullMarked;
