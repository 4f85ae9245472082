package dev.breakeven.model;

import dev.breakeven.trace.Surrogates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A piece of a message. Its texts can be written in any encoding of Unicode: halves of surrogate
/// pairs that came alone are replaced.
public sealed interface Content {
  /// Plain text.
  record Text(String text) implements Content {
    /// Makes the text writable.
    public Text {
      text = Surrogates.replaced(text);
    }
  }

  /// Thinking.
  ///
  /// @param text what was thought
  /// @param signature what the provider wants back with it: Anthropic's signature, or the name of
  ///   the field it came in from Chat Completions; empty if it wants nothing back
  record Thinking(String text, String signature) implements Content {
    /// Makes the text writable.
    public Thinking {
      text = Surrogates.replaced(text);
      signature = Surrogates.replaced(signature);
    }
  }

  /// A model's call of a tool.
  ///
  /// @param id what the result must name
  /// @param tool the tool's name
  /// @param input its arguments by name: strings, numbers, lists, maps
  record ToolCall(String id, String tool, Map<String, Object> input) implements Content {
    /// Takes a copy that keeps the order of the arguments.
    public ToolCall {
      id = Surrogates.replaced(id);
      tool = Surrogates.replaced(tool);
      input = Collections.unmodifiableMap(writable(input));
    }
  }

  /// What a tool answered.
  ///
  /// @param call the call's id
  /// @param text what the model reads
  /// @param error whether the tool failed
  record ToolResult(String call, String text, boolean error) implements Content {
    /// Makes the text writable.
    public ToolResult {
      call = Surrogates.replaced(call);
      text = Surrogates.replaced(text);
    }
  }

  /// A piece that only its provider understands: thinking it covers, a tool it ran itself, or a
  /// kind that is newer than this. It goes back as it came.
  ///
  /// @param type its kind, in the provider's word: `redacted_thinking`
  /// @param fields all of it: strings, numbers, lists, maps
  record Opaque(String type, Map<String, Object> fields) implements Content {
    /// Takes a copy that keeps the order of the fields.
    public Opaque {
      type = Surrogates.replaced(type);
      fields = Collections.unmodifiableMap(writable(fields));
    }
  }

  private static Map<String, Object> writable(Map<?, ?> fields) {
    var copy = new LinkedHashMap<String, Object>();
    fields.forEach(
        (name, value) -> copy.put(Surrogates.replaced(String.valueOf(name)), writable(value)));
    return copy;
  }

  private static @Nullable Object writable(@Nullable Object value) {
    return switch (value) {
      case String text -> Surrogates.replaced(text);
      case Map<?, ?> map -> writable(map);
      case List<?> list -> {
        var copy = new ArrayList<@Nullable Object>();
        list.forEach(element -> copy.add(writable(element)));
        yield copy;
      }
      case null -> null;
      default -> value;
    };
  }
}
