/// Inspect's logs as traces. What they hold is in docs/formats/other-tools.md.
@NullMarked
package dev.breakeven.importer.inspect;

import org.jspecify.annotations.NullMarked;
