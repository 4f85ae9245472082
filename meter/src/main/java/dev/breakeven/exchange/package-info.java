/// What one request to a provider and its answer say, read from the bytes that pass on the wire:
/// who asks for whom, what the prompt consists of, and what was billed.
@NullMarked
package dev.breakeven.exchange;

import org.jspecify.annotations.NullMarked;
