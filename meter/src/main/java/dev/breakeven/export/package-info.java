/// Traces in the formats of other tools. What each can hold is in docs/formats/export.md.
@NullMarked
package dev.breakeven.export;

import org.jspecify.annotations.NullMarked;
