package dev.breakeven.tool;

import dev.breakeven.trace.Origin;
import java.util.List;
import java.util.Map;

/// The tool `delegate_to_executor`: has another agent carry out an instruction and hands back its
/// report, cut in the middle.
public final class Delegate implements Tool {
  private final Executor executor;
  private final String description;
  private final Truncation report;
  private final Origin origin;

  /// Delegates to `executor`, which may do what `hands` says; of its report at most `report` comes
  /// back. The published study lets 4,000 characters through of a local executor, 1,500 of one in
  /// the cloud.
  public Delegate(Executor executor, ExecutorTools hands, Truncation report) {
    this(executor, edits(hands), report, Origin.REPORT);
  }

  /// Delegates to `executor`.
  ///
  /// @param description what an orchestrator is told of this tool
  /// @param report how much comes back at most
  /// @param origin what it is that comes back
  public Delegate(Executor executor, String description, Truncation report, Origin origin) {
    this.executor = executor;
    this.description = description;
    this.report = report;
    this.origin = origin;
  }

  /// Another agent, at work in the same workspace.
  public interface Executor {
    /// Carries out `instruction` and returns the report, whole.
    ///
    /// @throws InterruptedException if this thread is interrupted
    String run(String instruction) throws InterruptedException;
  }

  @Override
  public String name() {
    return "delegate_to_executor";
  }

  @Override
  public String description() {
    return description;
  }

  /// What an orchestrator is told that says what to edit.
  public static String edits(ExecutorTools hands) {
    return """
    Has another agent carry out an instruction in the same repository, %s, and returns its \
    report. It knows nothing of this conversation and remembers no earlier instruction: name the \
    files, what to change in them and when it is done.\
    """
        .formatted(hands.theirs());
  }

  /// What an orchestrator is told that says what is to be reached.
  public static String goals(ExecutorTools hands) {
    return """
    Has another agent reach a goal in the same repository, %s, and returns its report. It finds \
    the places, edits and checks by itself. It knows nothing of this conversation and remembers no \
    earlier goal: say what is to be reached, under which rules, and how to check it.\
    """
        .formatted(hands.theirs());
  }

  @Override
  public Map<String, Object> schema() {
    return Schema.object(
        Schema.ordered("instruction", Schema.text("What to do, complete in itself.")),
        List.of("instruction"));
  }

  @Override
  public Result run(Map<String, Object> input) throws InterruptedException {
    String instruction;
    try {
      instruction = new Arguments(input).text("instruction");
    } catch (BadInput e) {
      return Result.error(String.valueOf(e.getMessage()));
    }
    if (instruction.isBlank()) {
      return Result.error("expected an instruction, got an empty one");
    }
    String whole = executor.run(instruction).strip();
    String text = whole.isEmpty() ? "(the executor reported nothing)" : report.cut(whole);
    return new Result(text, false, origin);
  }
}
