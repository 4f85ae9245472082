/// Carrying a request to a provider and its answer back: addresses, keys, replies that may be cut,
/// and what a status means.
@NullMarked
package dev.breakeven.model.http;

import org.jspecify.annotations.NullMarked;
