package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.task.Check;
import dev.breakeven.task.Edit;
import dev.breakeven.task.Edits;
import dev.breakeven.task.Fault;
import dev.breakeven.task.FileTree;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Proves a pack: the base is green, each task's prepared state is red for the intended reasons,
/// and its reference solution is green. Where faults are put in, each is put in alone, too, and
/// must be caught by its own tool, and by none that runs before it.
public final class PackCheck {
  private final PreparedPack pack;
  private final JudgeTools tools;
  private final Consumer<Line> listener;
  private final List<Line> lines = new ArrayList<>();

  /// One claim and whether it holds.
  ///
  /// @param claim what should be so
  /// @param holds whether it is
  /// @param detail what was found
  public record Line(String claim, boolean holds, String detail) {}

  private PackCheck(PreparedPack pack, JudgeTools tools, Consumer<Line> listener) {
    this.pack = pack;
    this.tools = tools;
    this.listener = listener;
  }

  /// Proves `pack`.
  ///
  /// @param listener told each line as soon as it is known
  /// @return all lines, in order
  public static List<Line> run(PreparedPack pack, JudgeTools tools, Consumer<Line> listener)
      throws InterruptedException {
    PackCheck check = new PackCheck(pack, tools, listener);
    check.base();
    for (PreparedTask task : pack.tasks()) {
      check.task(task);
    }
    return List.copyOf(check.lines);
  }

  private void base() throws InterruptedException {
    Task nothing =
        new Task(
            "base",
            "",
            new Preparation(Optional.empty(), List.of(), List.of(), List.of()),
            List.of(),
            List.of());
    PreparedTask base =
        new PreparedTask(pack.pack(), nothing, pack.base(), pack.base(), List.of(), List.of());
    Verdict verdict = new Judge(base, tools).judge(pack.base());
    add("base is green", VerdictLine.isSolved(verdict), summary(verdict));
    long tests = pack.pack().rules().tests();
    long skipped = pack.pack().rules().skipped();
    for (CheckResult result : verdict.checks()) {
      Long ran = result.counts().get("tests");
      if (ran != null) {
        long left = result.counts().getOrDefault("skipped", 0L);
        add(
            "base runs " + tests + " tests and skips " + skipped,
            ran == tests && left == skipped,
            ran + " ran, " + left + " skipped");
      }
    }
  }

  private void task(PreparedTask task) throws InterruptedException {
    String name = task.task().name();
    Judge judge = new Judge(task, tools);
    Verdict prepared = judge.judge(task.tree());
    List<String> red =
        prepared.checks().stream()
            .filter(result -> !result.passed() && result.exitCode() >= 0)
            .map(CheckResult::check)
            .sorted()
            .toList();
    List<String> expected = task.task().preparation().red().stream().sorted().toList();
    add(
        name + " prepared is red in " + String.join(", ", expected) + " and nowhere else",
        red.equals(expected) && !VerdictLine.isSolved(prepared),
        summary(prepared));
    if (!task.faults().isEmpty()) {
      together(task, prepared);
      alone(task);
    }
    Path workspace = Judge.scratch();
    try {
      FileTree.copy(task.tree(), workspace);
      Edits.apply(workspace, task.reference());
      Verdict solved = judge.judge(workspace);
      add(name + " reference is green", VerdictLine.isSolved(solved), summary(solved));
    } finally {
      Folders.delete(workspace);
    }
  }

  /// All faults at once: compile errors hide the tests, so these are taken out for a second look.
  private void together(PreparedTask task, Verdict prepared) throws InterruptedException {
    Path copy = Judge.scratch();
    try {
      FileTree.copy(task.tree(), copy);
      List<Edit> mending = new ArrayList<>();
      for (Fault fault : task.faults()) {
        if (fault.tool().equals("javac")) {
          mending.add(fault.inverse());
        }
      }
      Edits.apply(copy, mending);
      List<CheckResult> compiling = run(task.pack().checks(), copy);
      for (String tool : List.of("javac", "checkstyle", "junit")) {
        List<String> paths = paths(task, tool);
        List<CheckResult> results = tool.equals("junit") ? compiling : prepared.checks();
        List<String> found =
            findings(task, tool, results).stream().map(Finding::path).sorted().toList();
        add(
            task.task().name() + " " + tool + " finds its " + paths.size() + " faults together",
            found.equals(paths),
            found.size() + " found");
      }
    } finally {
      Folders.delete(copy);
    }
  }

  private static List<String> paths(PreparedTask task, String tool) {
    return task.faults().stream()
        .filter(fault -> fault.tool().equals(tool))
        .map(Fault::path)
        .sorted()
        .toList();
  }

  /// Each fault by itself, two at a time.
  private void alone(PreparedTask task) throws InterruptedException {
    try (var threads = Executors.newFixedThreadPool(2)) {
      List<Future<Line>> proofs =
          task.faults().stream().map(fault -> threads.submit(() -> alone(task, fault))).toList();
      try {
        for (Future<Line> proof : proofs) {
          Line line = proof.get();
          add(line.claim(), line.holds(), line.detail());
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw new IllegalStateException("a proof could not be made", e.getCause());
      } catch (InterruptedException e) {
        threads.shutdownNow();
        throw e;
      }
    }
  }

  private Line alone(PreparedTask task, Fault fault) throws InterruptedException {
    Path copy = Judge.scratch();
    try {
      FileTree.copy(task.base(), copy);
      Edits.apply(copy, List.of(fault.edit()));
      List<CheckResult> results = run(upTo(fault.tool(), task.pack().checks()), copy);
      List<Finding> findings = results.getLast().findings();
      boolean caught =
          results.subList(0, results.size() - 1).stream().allMatch(CheckResult::passed)
              && !results.getLast().passed()
              && findings.size() == 1
              && findings.getFirst().path().equals(fault.path());
      String claim =
          "%s %s in %s is caught by %s alone"
              .formatted(task.task().name(), fault.kind(), fault.path(), fault.tool());
      return new Line(
          claim,
          caught,
          findings.stream()
              .map(found -> found.path() + ":" + found.line() + " " + found.message())
              .collect(Collectors.joining("; ")));
    } finally {
      Folders.delete(copy);
    }
  }

  private List<CheckResult> run(List<Check> checks, Path copy) throws InterruptedException {
    Path scratch = Judge.scratch();
    try {
      Path classes = Files.createDirectory(scratch.resolve("classes"));
      return new CheckRunner(pack.pack(), tools).run(checks, copy, classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Folders.delete(scratch);
    }
  }

  /// The checks up to the first that is of the kind `tool`.
  private static List<Check> upTo(String tool, List<Check> checks) {
    List<Check> some = new ArrayList<>();
    for (Check check : checks) {
      some.add(check);
      if (kind(check).equals(tool)) {
        return some;
      }
    }
    throw new IllegalArgumentException(
        "the pack puts in faults for " + tool + " and has no such check");
  }

  private static List<Finding> findings(PreparedTask task, String tool, List<CheckResult> results) {
    String name = upTo(tool, task.pack().checks()).getLast().name();
    return results.stream()
        .filter(result -> result.check().equals(name))
        .flatMap(result -> result.findings().stream())
        .toList();
  }

  private static String kind(Check check) {
    return switch (check) {
      case Check.Javac _ -> "javac";
      case Check.Checkstyle _ -> "checkstyle";
      case Check.JUnit _ -> "junit";
      case Check.Pattern _ -> "pattern";
      case Check.Shell _ -> "command";
    };
  }

  private void add(String claim, boolean holds, String detail) {
    Line line = new Line(claim, holds, detail);
    lines.add(line);
    listener.accept(line);
  }

  private static String summary(Verdict verdict) {
    String checks =
        verdict.checks().stream()
            .map(result ->
                result.check()
                    + " "
                    + (result.exitCode() < 0 ? "not run" : "exit " + result.exitCode()))
            .collect(Collectors.joining(", "));
    return switch (verdict) {
      case Verdict.Solved _ -> checks;
      case Verdict.NotSolved found ->
          found.violations().isEmpty() ? checks : checks + "; " + found.violations();
    };
  }
}
