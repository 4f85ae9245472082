/// Asking a model: the request, its answer, and the clients that carry them.
@NullMarked
package dev.breakeven.model;

import org.jspecify.annotations.NullMarked;
