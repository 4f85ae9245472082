/// Qwen Code's sessions as traces. What they hold is in docs/formats/qwen-code.md.
@NullMarked
package dev.breakeven.importer.qwen;

import org.jspecify.annotations.NullMarked;
