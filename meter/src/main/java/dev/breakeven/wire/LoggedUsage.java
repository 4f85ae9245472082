package dev.breakeven.wire;

import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Counts as tools write them down after they have read a provider's usage, in words of their own.
///
/// @param prompt what was sent, with or without what was read from the cache and written to it
/// @param written what was written to the cache, of which tools keep no life: it counts as five
///   minutes
/// @param read what was read from the cache
/// @param output the whole answer, reasoning included
public record LoggedUsage(JsonNode prompt, JsonNode written, JsonNode read, JsonNode output) {

  /// The usage, where `prompt` leaves out what was read and written.
  ///
  /// @throws IllegalArgumentException if a count is no whole number of 0 or more
  public WireUsage apart() {
    return usage(Counts.at(prompt));
  }

  /// The usage, where `prompt` includes what was read and written.
  ///
  /// @throws IllegalArgumentException if a count is no whole number of 0 or more, or the prompt has
  ///   less than was read and written
  public WireUsage whole() {
    Long sent = Counts.at(prompt);
    if (sent == null) {
      return usage(null);
    }
    long rest = sent - Counts.orZero(Counts.at(read)) - Counts.orZero(Counts.at(written));
    if (rest < 0) {
      throw new IllegalArgumentException(
          "expected a prompt of %d tokens to include what was cached, got %s read and %s written"
              .formatted(sent, read, written));
    }
    return usage(rest);
  }

  /// The count in `json`, null where there is none.
  ///
  /// @param name what it is called, for messages
  /// @throws IllegalArgumentException if it is no whole number of 0 or more
  public static @Nullable Long count(JsonNode json, String name) {
    try {
      return Counts.at(json);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "expected a whole number of 0 or more as " + name + ", got " + json, e);
    }
  }

  /// What was written to the cache, by how long it lives.
  ///
  /// @param minutes for five minutes
  /// @param hour for an hour
  public record Lives(JsonNode minutes, JsonNode hour) {}

  /// The usage, where `prompt` includes what was read and written, and the lives of what was
  /// written are known.
  ///
  /// @throws IllegalArgumentException if a count is no whole number of 0 or more, or the prompt has
  ///   less than was read and written
  public static Usage whole(JsonNode prompt, Lives lives, JsonNode read, JsonNode output) {
    Long sent = Counts.at(prompt);
    var counts = new EnumMap<TokenClass, @Nullable Long>(TokenClass.class);
    counts.put(TokenClass.WRITE_5M, Counts.at(lives.minutes()));
    counts.put(TokenClass.WRITE_1H, Counts.at(lives.hour()));
    counts.put(TokenClass.READ, Counts.at(read));
    Usage cached = Counts.usage(counts);
    counts.put(TokenClass.OUTPUT, Counts.at(output));
    if (sent != null) {
      if (sent < cached.prompt()) {
        throw new IllegalArgumentException(
            "expected a prompt of %d tokens to include the %d that were cached"
                .formatted(sent, cached.prompt()));
      }
      counts.put(TokenClass.UNCACHED, sent - cached.prompt());
    }
    return Counts.usage(counts);
  }

  private WireUsage usage(@Nullable Long uncached) {
    Long cached = Counts.at(written);
    var counts = new EnumMap<TokenClass, @Nullable Long>(TokenClass.class);
    counts.put(TokenClass.UNCACHED, uncached);
    counts.put(TokenClass.WRITE_5M, cached);
    counts.put(TokenClass.READ, Counts.at(read));
    counts.put(TokenClass.OUTPUT, Counts.at(output));
    return new WireUsage(
        Counts.usage(counts), List.of(), Counts.orZero(cached) > 0, Purchase.STANDARD);
  }
}
