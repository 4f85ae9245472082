package dev.breakeven.model.rehearsal;

import dev.breakeven.trace.Usage;
import java.time.Instant;
import java.util.List;

/// Which tokens of a rehearsed prompt are read from a cache, written to it, or neither.
public interface Billing {
  /// No cache that anyone bills: every prompt token is uncached. For models that run locally.
  Billing NO_CACHE = (prompt, output) -> Usage.of(prompt.total(), 0, 0, 0, output);

  /// The usage of sending `prompt` and getting `output` tokens back.
  Usage send(RehearsedPrompt prompt, long output);

  /// A prompt as its blocks.
  ///
  /// @param model the model's exact id
  /// @param blocks the blocks in prompt order: tool definitions, system prompt, messages
  /// @param start when it is sent
  /// @param usable when what it writes to a cache can be read
  record RehearsedPrompt(String model, List<Part> blocks, Instant start, Instant usable) {
    /// Takes an immutable copy.
    public RehearsedPrompt {
      blocks = List.copyOf(blocks);
    }

    /// The tokens of its blocks.
    public long total() {
      return blocks.stream().mapToLong(Part::tokens).sum();
    }
  }

  /// A block of a prompt.
  ///
  /// @param text its content, by which a cache knows it again
  /// @param tokens its size
  record Part(String text, long tokens) {}
}
