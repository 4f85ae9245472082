/// Asking Anthropic's Messages API, or whoever speaks it.
@NullMarked
package dev.breakeven.model.anthropic;

import org.jspecify.annotations.NullMarked;
