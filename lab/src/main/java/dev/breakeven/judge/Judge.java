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
import dev.breakeven.workspace.Descent;
import dev.breakeven.workspace.Folders;
import dev.breakeven.workspace.Snapshot;
import dev.breakeven.workspace.Stillness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/// Judges work on one task.
///
/// The workspace is copied once, while what works in it stands still; nothing looks at it again.
/// What runs is a clean copy: the prepared files, of which only those that the rules allow are
/// replaced by the workspace's; protected files and the configuration of all checks are the pack's.
/// Safe for use by several threads.
public final class Judge {
  private static final Duration COPYING = Duration.ofMinutes(2);
  private static final int DEPTH = 100;
  private static final int FILES = 50_000;
  private static final long FILE_BYTES = 64L << 20;
  private static final long BYTES = 1L << 30;

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

  /// Judges what stands in `workspace`, which is left as it is.
  ///
  /// @throws InterruptedException if this thread is interrupted; what it started is killed
  /// @throws IllegalStateException if a tool of the judge itself fails
  public Verdict judge(Path workspace) throws InterruptedException {
    Path scratch = scratch();
    try {
      Path left = scratch.resolve("left");
      Snapshot snapshot;
      try (var _ = Stillness.in(workspace)) {
        snapshot = Snapshot.take(workspace, left, bounds(), rules::ignores);
      }
      List<Violation> violations = new ArrayList<>(rules.refused(snapshot));
      if (snapshot.cut()) {
        return new Verdict.NotSolved(List.of(), violations);
      }
      Reference reference = tools.reference(task);
      Glob ignored = new Glob(task.pack().rules().ignored());
      var changes = Changes.between(task.tree(), left, ignored);
      violations.addAll(
          rules.trespasses(
              changes, path -> same(left.resolve(path), reference.tree().resolve(path))));
      Path copy = scratch.resolve("copy");
      assemble(snapshot, left, reference, copy, violations);
      violations.addAll(tricks(copy, Changes.between(task.tree(), copy, ignored), reference));
      return checked(copy, Files.createDirectory(scratch.resolve("classes")), violations);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Folders.delete(scratch);
    }
  }

  private Verdict checked(Path copy, Path classes, List<Violation> violations)
      throws InterruptedException {
    var runner = new CheckRunner(task.pack(), tools);
    List<CheckResult> results = runner.run(checks, copy, classes);
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).passed()) {
        learned.accept(checks.get(i), results.get(i));
      }
    }
    violations.addAll(rules.violations(results));
    boolean passed = results.stream().allMatch(CheckResult::passed);
    if (passed && violations.isEmpty()) {
      violations.addAll(new OwnTests(task, tools, checks).violations(copy, runner.tests()));
    }
    return passed && violations.isEmpty()
        ? new Verdict.Solved(results)
        : new Verdict.NotSolved(results, violations);
  }

  /// How much an agent may leave: ample, and more where the repository is large.
  private Snapshot.Bounds bounds() {
    int files = Math.max(FILES, 2 * FileTree.files(task.tree()).size());
    return new Snapshot.Bounds(
        new Descent.Bounds(4 * files, DEPTH, COPYING), files, FILE_BYTES, BYTES);
  }

  /// Puts the clean copy together: what the rules keep, and of the work what they take.
  private void assemble(
      Snapshot snapshot, Path left, Reference reference, Path copy, List<Violation> violations)
      throws IOException {
    // It is there even if nothing is left to go into it.
    Files.createDirectories(copy);
    for (String path : FileTree.files(task.tree())) {
      if (rules.keeps(path)) {
        FileTree.copyFile(task.tree().resolve(path), copy.resolve(path));
      }
    }
    for (String path : snapshot.files()) {
      boolean settings =
          ToolSettings.has(path) && same(left.resolve(path), reference.tree().resolve(path));
      if (settings && !rules.ignores(path)) {
        FileTree.copyFile(left.resolve(path), copy.resolve(path));
      } else if (rules.takes(path)) {
        try {
          Path target = copy.resolve(path);
          Files.createDirectories(Objects.requireNonNull(target.getParent()));
          Files.move(left.resolve(path), target);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
          violations.add(
              new Violation(
                  "not-a-file", path, "a file or folder of the repository stands in its way"));
        }
      }
    }
  }

  /// The changes that make tests or tools say less, read in the clean copy.
  private List<Violation> tricks(Path copy, Changes changes, Reference reference)
      throws InterruptedException {
    var paths = new TreeSet<>(changes.all());
    paths.addAll(reference.changes().all());
    List<String> all = List.copyOf(paths);
    return new Tricks(
            tools.read(task.tree(), all), tools.read(reference.tree(), all), tools.read(copy, all))
        .violations();
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.isRegularFile(one, LinkOption.NOFOLLOW_LINKS)
          && Files.isRegularFile(other, LinkOption.NOFOLLOW_LINKS)
          && Files.mismatch(one, other) < 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
