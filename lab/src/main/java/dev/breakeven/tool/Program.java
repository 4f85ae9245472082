package dev.breakeven.tool;

import dev.breakeven.workspace.Command;
import dev.breakeven.workspace.Finished;
import dev.breakeven.workspace.Sandbox;
import dev.breakeven.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An executor that is a program, such as another agent's command line: it is started anew for each
/// instruction, in the workspace, and its output is the report. What it asks of models is not
/// metered.
public final class Program implements Delegate.Executor {
  /// A program's single argument may have 131,072 bytes on Linux (execve(2)); a character takes up
  /// to three.
  private static final int LONGEST = 40_000;

  private static final String INSTRUCTION = "{instruction}";
  private static final String FOLDER = "{folder}";

  private final Settings settings;
  private final Sandbox sandbox;
  private final Workspace workspace;
  private final List<Command.Mount> mounts;

  /// A program that works in `workspace`.
  ///
  /// @param sandbox where it runs
  /// @param mounts what it sees beside the workspace and the system's programs
  public Program(
      Settings settings, Sandbox sandbox, Workspace workspace, List<Command.Mount> mounts) {
    this.settings = settings;
    this.sandbox = sandbox;
    this.workspace = workspace;
    this.mounts = List.copyOf(mounts);
  }

  /// How it is started.
  ///
  /// @param words the program and its arguments; in each, `{instruction}` stands for what to do and
  ///   `{folder}` for where
  /// @param environment its variables, on top of the sandbox's own
  /// @param limit after how long it is killed
  public record Settings(List<String> words, Map<String, String> environment, Duration limit) {
    /// Takes immutable copies.
    public Settings {
      words = List.copyOf(words);
      environment = Map.copyOf(environment);
    }

    /// Whether `words` say where the instruction goes.
    public static boolean takesInstruction(List<String> words) {
      return words.stream().anyMatch(word -> word.contains(INSTRUCTION));
    }
  }

  @Override
  public String run(String instruction) throws InterruptedException {
    if (instruction.length() > LONGEST || instruction.indexOf('\0') >= 0) {
      return "[the executor was not started: its instruction must have at most %d characters and no NUL]"
          .formatted(LONGEST);
    }
    var words =
        settings.words().stream()
            .map(word -> word.replace(FOLDER, Workspace.INSIDE).replace(INSTRUCTION, instruction))
            .toList();
    var all = new ArrayList<>(List.of(workspace.mount()));
    all.addAll(mounts);
    Finished finished =
        sandbox.run(
            new Command(words, Workspace.INSIDE, settings.environment(), all, settings.limit()));
    var output = finished.output().strip();
    if (finished.timedOut()) {
      return output
          + "\n[the executor was killed after %d s]".formatted(settings.limit().toSeconds());
    }
    return finished.exitCode() == 0
        ? output
        : output + "\n[the executor ended with exit code %d]".formatted(finished.exitCode());
  }
}
