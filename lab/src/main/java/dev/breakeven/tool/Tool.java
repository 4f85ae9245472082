package dev.breakeven.tool;

import dev.breakeven.trace.Origin;
import java.util.Map;

/// Something an agent may do.
public interface Tool {
  /// Its name, as the model calls it.
  String name();

  /// What it does, for the model.
  String description();

  /// The JSON Schema of its arguments.
  Map<String, Object> schema();

  /// Does it. What goes wrong through the model's own fault is a [Result] that says so, never an
  /// exception.
  ///
  /// @param input the arguments by name, as the model wrote them: nothing is checked yet
  /// @throws InterruptedException if this thread is interrupted
  Result run(Map<String, Object> input) throws InterruptedException;

  /// What a tool answers.
  ///
  /// @param text what the model reads, already cut to length
  /// @param error whether it failed
  /// @param origin what kind of content it is: a tool's result, a report, the judge's output
  record Result(String text, boolean error, Origin origin) {
    /// A plain result.
    public static Result of(String text) {
      return new Result(text, false, Origin.TOOL_RESULT);
    }

    /// A failure the model should read and correct.
    public static Result error(String text) {
      return new Result(text, true, Origin.TOOL_RESULT);
    }
  }
}
