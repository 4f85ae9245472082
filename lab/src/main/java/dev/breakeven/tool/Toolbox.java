package dev.breakeven.tool;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The tools of one agent, in the order in which its model is told of them.
///
/// @param tools the tools, no two of one name
public record Toolbox(List<Tool> tools) {
  /// Takes an immutable copy.
  ///
  /// @throws IllegalArgumentException if two tools have one name
  public Toolbox {
    tools = List.copyOf(tools);
    var names = new HashSet<String>();
    for (Tool tool : tools) {
      if (!names.add(tool.name())) {
        throw new IllegalArgumentException("expected distinct tools, got two named " + tool.name());
      }
    }
  }

  /// Runs the tool called `name`; that there is none is a result too.
  ///
  /// @throws InterruptedException if this thread is interrupted
  public Tool.Result run(String name, Map<String, Object> input) throws InterruptedException {
    for (Tool tool : tools) {
      if (tool.name().equals(name)) {
        return tool.run(input);
      }
    }
    return Tool.Result.error(
        "expected one of the tools %s, got '%s'"
            .formatted(tools.stream().map(Tool::name).collect(Collectors.joining(", ")), name));
  }
}
