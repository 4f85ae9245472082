package dev.breakeven.importer.claudecode;

import dev.breakeven.importer.JsonCursor;
import dev.breakeven.json.JsonTree;
import dev.breakeven.trace.Purchase;
import dev.breakeven.wire.AnthropicCounts;
import dev.breakeven.wire.AnthropicUsage;
import dev.breakeven.wire.Buying;
import dev.breakeven.wire.WireUsage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Reads the `usage` of a message: the usual form straight from the line, any other by
/// [AnthropicUsage].
final class UsageReader {
  private long uncached = -1;
  private long written = -1;
  private long written5m = -1;
  private long written1h = -1;
  private long read = -1;
  private long output = -1;
  private Purchase bought = Purchase.STANDARD;
  private boolean usual = true;

  private UsageReader() {}

  /// A usage object.
  ///
  /// @param usage what it says, null if it is of another form
  record Reported(@Nullable WireUsage usage) {}

  /// The usage at hand; null if it is no object.
  static @Nullable Reported read(JsonCursor json) {
    int start = json.start();
    if (!json.object()) {
      json.skip();
      return null;
    }
    var reader = new UsageReader();
    reader.fields(json);
    return new Reported(reader.usual ? reader.usage() : unusual(json.raw(start)));
  }

  private static @Nullable WireUsage unusual(String raw) {
    try {
      return AnthropicUsage.read(JsonTree.of(raw));
    } catch (JacksonException | IllegalArgumentException e) {
      return null;
    }
  }

  private void fields(JsonCursor json) {
    for (String name = json.field(); name != null; name = json.field()) {
      field(name, json);
    }
  }

  /// Takes the value at hand of the field `name`.
  private void field(String name, JsonCursor json) {
    switch (name) {
      case "input_tokens" -> uncached = count(json);
      case "cache_creation_input_tokens" -> written = count(json);
      case "cache_read_input_tokens" -> read = count(json);
      case "output_tokens" -> output = count(json);
      case "cache_creation" -> lives(json);
      case "iterations" -> iterations(json);
      case "speed", "service_tier", "inference_geo" ->
          field(name, EntryReader.orEmpty(json.word()));
      case "server_tool_use" -> tools(json);
      default -> json.skip();
    }
  }

  /// Takes the value of the field `name`, which is always the same.
  void field(String name, String value) {
    if (!Buying.isStandard(value)) {
      bought = bought.plus(Buying.of(value));
    }
  }

  private void tools(JsonCursor json) {
    if (!json.object()) {
      json.skip();
      return;
    }
    for (String name = json.field(); name != null; name = json.field()) {
      long count = json.count();
      if (count > 0) {
        bought = bought.plus(new Purchase(List.of(), Map.of(Buying.tool(name), count)));
      }
    }
  }

  private long count(JsonCursor json) {
    long count = json.count();
    usual &= count >= 0;
    return count;
  }

  private void lives(JsonCursor json) {
    if (!json.object()) {
      usual = false;
      json.skip();
      return;
    }
    for (String name = json.field(); name != null; name = json.field()) {
      switch (name) {
        case "ephemeral_5m_input_tokens" -> written5m = count(json);
        case "ephemeral_1h_input_tokens" -> written1h = count(json);
        default -> json.skip();
      }
    }
  }

  /// Iterations of the model that answered change nothing: the top level counts them.
  private void iterations(JsonCursor json) {
    if (!json.array()) {
      usual = false;
      json.skip();
      return;
    }
    while (json.element()) {
      if (!json.object()) {
        json.skip();
        continue;
      }
      for (String name = json.field(); name != null; name = json.field()) {
        switch (name) {
          case "type" -> usual &= "message".equals(json.word());
          case "model" -> {
            usual = false;
            json.skip();
          }
          default -> json.skip();
        }
      }
    }
  }

  /// What it says in the usual form; null if that cannot be.
  private @Nullable WireUsage usage() {
    try {
      return new AnthropicCounts(uncached, written, written5m, written1h, read, output)
          .usage()
          .bought(bought);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
