package dev.breakeven.model.rehearsal;

import dev.breakeven.model.Content;
import dev.breakeven.model.Request;
import dev.breakeven.model.ToolSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a rehearsed model says its moves with the tools it is given. It thinks in the editor and the
/// shell; where it has `read`, `write`, `edit` and `glob` instead, it says them with those.
///
/// @param files whether it has no editor but the file tools
record Dialect(boolean files) {
  private static final String READ = "read";
  private static final String WRITE = "write";
  private static final String EDIT = "edit";
  private static final String GLOB = "glob";

  static Dialect of(Request request) {
    var names = request.tools().stream().map(ToolSpec::name).toList();
    return new Dialect(!names.contains(WantedCall.EDITOR) && names.contains(EDIT));
  }

  /// `move` with the tools at hand. Without a shell, a look by its help is a look at the names of
  /// files.
  WantedCall said(WantedCall move) {
    if (!files) {
      return move;
    }
    if (move.tool().equals(WantedCall.BASH)) {
      return new WantedCall(GLOB, Map.of("pattern", "**"));
    }
    var input = new LinkedHashMap<>(move.input());
    return switch (String.valueOf(input.remove("command"))) {
      case "view" -> new WantedCall(READ, input);
      case "create" -> new WantedCall(WRITE, input);
      default -> new WantedCall(EDIT, input);
    };
  }

  /// `call` as the model thinks of it.
  Content.ToolCall heard(Content.ToolCall call) {
    return switch (files ? call.tool() : "") {
      case READ -> editor(call, "view");
      case WRITE -> editor(call, "create");
      case EDIT -> editor(call, "str_replace");
      default -> call;
    };
  }

  private static Content.ToolCall editor(Content.ToolCall call, String command) {
    var input = new LinkedHashMap<>(call.input());
    input.put("command", command);
    return new Content.ToolCall(call.id(), WantedCall.EDITOR, input);
  }
}
