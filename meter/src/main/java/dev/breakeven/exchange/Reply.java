package dev.breakeven.exchange;

import dev.breakeven.trace.Purchase;
import dev.breakeven.wire.AnthropicUsage;
import dev.breakeven.wire.Buying;
import dev.breakeven.wire.OllamaUsage;
import dev.breakeven.wire.OpenAiUsage;
import dev.breakeven.wire.WireUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What an answer says, as far as it came.
///
/// @param id the provider's id of it, null where it does not say
/// @param model the model that answered, null where it does not say
/// @param stop why the model stopped, null where the end did not come
/// @param tier the service tier where it stands beside the usage, null where it does not
/// @param usage the provider's own usage object, the last that came; null where none came
/// @param parts what it consists of
public record Reply(
    @Nullable String id,
    @Nullable String model,
    @Nullable String stop,
    @Nullable String tier,
    @Nullable JsonNode usage,
    List<Part> parts) {
  /// An answer that says nothing.
  public static final Reply NONE = new Reply(null, null, null, null, null, List.of());

  /// Takes an immutable copy.
  public Reply {
    parts = List.copyOf(parts);
  }

  /// What `usage` says in the words of `wire`.
  ///
  /// @param hour whether the request asked for cache writes of one hour alone
  /// @throws IllegalArgumentException if a count is no whole number of 0 or more
  public static WireUsage usage(Wire wire, JsonNode usage, boolean hour, @Nullable String tier) {
    return switch (wire) {
      case ANTHROPIC -> AnthropicUsage.read(usage, hour);
      case CHAT, RESPONSES -> {
        Purchase told = Buying.of(tier);
        yield OpenAiUsage.read(usage).bought(told);
      }
      case OLLAMA -> OllamaUsage.read(usage);
    };
  }
}
