/// What each provider's bytes mean: its usage object as [dev.breakeven.trace.Usage].
///
/// Anthropic's `input_tokens` excludes cached tokens, everyone else's input includes them; this
/// room knows that, so that nobody else has to.
@NullMarked
package dev.breakeven.wire;

import org.jspecify.annotations.NullMarked;
