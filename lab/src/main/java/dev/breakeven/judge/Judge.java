package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Violation;
import dev.breakeven.task.Check;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.Glob;
import dev.breakeven.task.Preparation;
import dev.breakeven.task.PreparedPack;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.task.Task;
import dev.breakeven.workspace.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Judges work on one task.
///
/// What runs is a clean copy: the prepared files, of which only those that the rules allow are
/// replaced by the workspace's; protected files and the configuration of all checks are the pack's.
/// Safe for use by several threads.
public final class Judge {
  private final PreparedTask task;
  private final JudgeTools tools;
  private final RuleBook rules;
  private final List<Check> checks;
  private final BiConsumer<Check, CheckResult> learned;

  /// A judge of one task.
  public Judge(PreparedTask task, JudgeTools tools) {
    this.task = task;
    this.tools = tools;
    rules = new RuleBook(task);
    checks = new ArrayList<>(task.pack().checks());
    checks.addAll(task.task().checks());
    learned = (check, result) -> {};
  }

  private Judge(
      PreparedTask task,
      JudgeTools tools,
      List<Check> checks,
      BiConsumer<Check, CheckResult> learned) {
    this.task = task;
    this.tools = tools;
    rules = new RuleBook(task);
    this.checks = checks;
    this.learned = learned;
  }

  /// A judge of the untouched repository, which waits long and keeps how long it took: the limits
  /// of all others follow that.
  public static Judge ofBase(PreparedPack pack, JudgeTools tools) {
    Task nothing =
        new Task(
            "base",
            "",
            new Preparation(Optional.empty(), List.of(), List.of(), List.of()),
            List.of(),
            List.of(),
            List.of());
    PreparedTask base =
        new PreparedTask(pack.pack(), nothing, pack.base(), pack.base(), List.of(), List.of());
    return new Judge(
        base,
        tools,
        pack.pack().checks().stream().map(BaseTimes::patient).toList(),
        (check, result) -> tools.times().learn(pack.pack(), check, result.took()));
  }

  /// Judges what stands in `workspace`, which nobody should change meanwhile and which is left as
  /// it is.
  ///
  /// @throws InterruptedException if this thread is interrupted; what it started is killed
  /// @throws IllegalStateException if a tool of the judge itself fails
  public Verdict judge(Path workspace) throws InterruptedException {
    Path scratch = scratch();
    try {
      Path copy = scratch.resolve("copy");
      copy(workspace, copy);
      Glob ignored = new Glob(task.pack().rules().ignored());
      List<Violation> violations = new ArrayList<>();
      violations.addAll(
          rules.trespasses(workspace, Changes.between(task.tree(), workspace, ignored)));
      violations.addAll(rules.tricks(copy, Changes.between(task.tree(), copy, ignored)));
      Path classes = Files.createDirectory(scratch.resolve("classes"));
      List<CheckResult> results = new CheckRunner(task.pack(), tools).run(checks, copy, classes);
      for (int i = 0; i < results.size(); i++) {
        if (results.get(i).passed()) {
          learned.accept(checks.get(i), results.get(i));
        }
      }
      violations.addAll(rules.violations(results));
      return violations.isEmpty() && results.stream().allMatch(CheckResult::passed)
          ? new Verdict.Solved(results)
          : new Verdict.NotSolved(results, violations);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Folders.delete(scratch);
    }
  }

  private void copy(Path workspace, Path copy) {
    for (String path : FileTree.files(task.tree())) {
      if (rules.keeps(path)) {
        FileTree.copyFile(task.tree().resolve(path), copy.resolve(path));
      }
    }
    for (String path : FileTree.files(workspace)) {
      if (rules.takes(workspace, path)) {
        FileTree.copyFile(workspace.resolve(path), copy.resolve(path));
      }
    }
  }

  static Path scratch() {
    try {
      return Files.createTempDirectory("breakeven-judge-").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
