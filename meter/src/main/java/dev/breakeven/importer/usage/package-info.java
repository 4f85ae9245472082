/// Plain usage, a line a call, as traces. What they hold is in docs/formats/other-tools.md.
@NullMarked
package dev.breakeven.importer.usage;

import org.jspecify.annotations.NullMarked;
