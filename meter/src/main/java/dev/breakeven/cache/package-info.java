/// The prompt-cache model: which tokens of a request are read from the cache, written to it, or
/// neither. A pure state machine without a clock: [PromptCache] is told when.
///
/// The rules are those Anthropic documents; docs/method.md tells them with formulas and examples,
/// and says where the documentation is silent and what is assumed there.
@NullMarked
package dev.breakeven.cache;

import org.jspecify.annotations.NullMarked;
