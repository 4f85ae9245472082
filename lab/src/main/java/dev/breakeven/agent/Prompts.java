package dev.breakeven.agent;

import dev.breakeven.model.ToolSpec;
import dev.breakeven.tool.ExecutorTools;
import dev.breakeven.tool.Toolbox;
import dev.breakeven.trace.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What one trial's agents are told before their task.
///
/// @param marker a line that no other trial has, so that providers' caches share nothing between
///   trials: system prompt and tools begin with it; empty for none
/// @param hands what an executor may do
public record Prompts(String marker, ExecutorTools hands) {
  /// Without a marker; executors have the editor and the shell.
  public static final Prompts PLAIN = new Prompts("", ExecutorTools.ALL);

  /// The definitions of `tools`.
  List<ToolSpec> tools(Toolbox tools) {
    var specs = new ArrayList<ToolSpec>();
    for (var tool : tools.tools()) {
      var head = specs.isEmpty() && !marker.isEmpty() ? marker + "\n" : "";
      specs.add(new ToolSpec(tool.name(), head + tool.description(), tool.schema()));
    }
    return specs;
  }

  /// What an agent of `role` is told by the prompt called `brief`.
  String system(String brief, Role role) {
    var name = brief + ".md";
    try (var in = Objects.requireNonNull(Prompts.class.getResourceAsStream(name), name)) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      var told = role == Role.EXECUTOR ? hands.yours() : hands.theirs();
      return (marker + "\n" + text.replace("${hands}", told)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
