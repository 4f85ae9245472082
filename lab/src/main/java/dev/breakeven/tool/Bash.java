package dev.breakeven.tool;

import dev.breakeven.trace.Origin;
import dev.breakeven.workspace.Command;
import dev.breakeven.workspace.Finished;
import dev.breakeven.workspace.Sandbox;
import dev.breakeven.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The tool `bash`: runs one command line in the workspace, inside a sandbox, each time in a new
/// shell. What it started is dead when it answers.
///
/// Answers hold no duration and no path of this machine, so that equal runs give equal answers.
public final class Bash implements Tool {
  /// A program's single argument may have 131,072 bytes on Linux (execve(2)); a character takes up
  /// to three.
  private static final int LONGEST = 40_000;

  private final Sandbox sandbox;
  private final Workspace workspace;
  private final Settings settings;

  /// Runs command lines in `workspace` inside `sandbox`.
  public Bash(Sandbox sandbox, Workspace workspace, Settings settings) {
    this.sandbox = sandbox;
    this.workspace = workspace;
    this.settings = settings;
  }

  /// What command lines find and may do.
  ///
  /// @param mounts what they see beside the workspace and the system's programs
  /// @param environment their variables, on top of the sandbox's own
  /// @param limit after how long one is killed
  /// @param judging whether a command line runs the judge: then its answer's origin is
  ///   [Origin#JUDGE]
  public record Settings(
      List<Command.Mount> mounts,
      Map<String, String> environment,
      Duration limit,
      Predicate<String> judging) {
    /// The published study's limit.
    public static final Duration LIMIT = Duration.ofMinutes(2);

    /// Takes immutable copies.
    ///
    /// @throws IllegalArgumentException if the limit is not positive
    public Settings {
      mounts = List.copyOf(mounts);
      environment = Map.copyOf(environment);
      if (!limit.isPositive()) {
        throw new IllegalArgumentException("expected a positive limit, got " + limit);
      }
    }

    /// Nothing but the workspace, the study's limit, and no judge.
    public static Settings plain() {
      return new Settings(List.of(), Map.of(), LIMIT, line -> false);
    }

    /// The judge's files, read-only at `mount`, and the study's limit. A command line that names
    /// `program`, a path as seen inside, runs the judge.
    public static Settings judged(Command.Mount mount, String program) {
      return new Settings(List.of(mount), Map.of(), LIMIT, line -> line.contains(program));
    }
  }

  @Override
  public String name() {
    return "bash";
  }

  @Override
  public String description() {
    return """
    Runs one command line with bash in the top folder of the repository, /workspace, and returns \
    what it printed. Each call starts a new shell: nothing of an earlier one, such as its folder \
    or variables, is left. There is no network and no standard input. After %d seconds the \
    command is killed; what it leaves running in the background is killed when it ends.\
    """
        .formatted(settings.limit().toSeconds());
  }

  @Override
  public Map<String, Object> schema() {
    return Schema.object(
        Schema.ordered("command", Schema.text("The command line.")), List.of("command"));
  }

  @Override
  public Result run(Map<String, Object> input) throws InterruptedException {
    String line;
    try {
      line = checked(new Arguments(input).text("command"));
    } catch (BadInput e) {
      return Result.error(String.valueOf(e.getMessage()));
    }
    Origin origin = settings.judging().test(line) ? Origin.JUDGE : Origin.TOOL_RESULT;
    var mounts = new ArrayList<>(List.of(workspace.mount()));
    mounts.addAll(settings.mounts());
    Finished finished =
        sandbox.run(
            new Command(
                List.of("bash", "-c", line),
                Workspace.INSIDE,
                settings.environment(),
                mounts,
                settings.limit()));
    return new Result(answer(finished), finished.timedOut(), origin);
  }

  private static String checked(String line) {
    if (line.isBlank()) {
      throw new BadInput("expected a command line, got an empty one");
    }
    if (line.length() > LONGEST) {
      throw new BadInput(
          "expected a command line of at most %d characters, got %d; write files with the editor"
              .formatted(LONGEST, line.length()));
    }
    if (line.indexOf('\0') >= 0) {
      throw new BadInput("expected a command line without NUL characters, got one with them");
    }
    return line;
  }

  private String answer(Finished finished) {
    String output = Truncation.TOOL.cut(finished.output().stripTrailing());
    if (finished.timedOut()) {
      return ended(output, "[killed after %d s]".formatted(settings.limit().toSeconds()));
    }
    if (finished.exitCode() != 0) {
      return ended(output, "[exit %d]".formatted(finished.exitCode()));
    }
    return output.isEmpty() ? "(no output)" : output;
  }

  private static String ended(String output, String how) {
    return output.isEmpty() ? how : output + "\n" + how;
  }
}
