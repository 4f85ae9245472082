/// Asking Ollama by its own API, which lets the size of the context be set.
@NullMarked
package dev.breakeven.model.ollama;

import org.jspecify.annotations.NullMarked;
