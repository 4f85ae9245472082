package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.task.Check;
import dev.breakeven.task.Edit;
import dev.breakeven.task.Edits;
import dev.breakeven.task.Fault;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.PreparedPack;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.workspace.Folders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Proves a pack: the base is green, each task's prepared state is red for the intended reasons,
/// and its reference solution is green. Where faults are put in, each is put in alone, too, and
/// must be caught by its own tool, and by none that runs before it.
public final class PackCheck {
  /// Tools that name the file of a test that fails at load, but no line.
  private static final Set<String> AT_LOAD = Set.of("junit", "pytest");

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
    check.tasks();
    return List.copyOf(check.lines);
  }

  /// Proves the tasks of a pack whose base is known to be green.
  ///
  /// @return their lines, in order
  public static List<Line> tasks(PreparedPack pack, JudgeTools tools) throws InterruptedException {
    PackCheck check = new PackCheck(pack, tools, line -> {});
    check.tasks();
    return List.copyOf(check.lines);
  }

  private void tasks() throws InterruptedException {
    for (PreparedTask task : pack.tasks()) {
      task(task);
    }
  }

  private void base() throws InterruptedException {
    Judge judge = Judge.ofBase(pack, tools);
    Verdict verdict = judge.judge(pack.base());
    add("base is green", VerdictLine.isSolved(verdict), summary(verdict));
    tools.warm(pack);
    Verdict again = judge.judge(pack.base());
    add(
        "base, unchanged, is judged alike with what was kept",
        again.checks().stream()
            .map(CheckResult::exitCode)
            .toList()
            .equals(verdict.checks().stream().map(CheckResult::exitCode).toList()),
        "cold: " + seconds(verdict) + "; warm: " + seconds(again));
    long tests = pack.pack().rules().tests();
    long skipped = pack.pack().rules().skipped();
    for (CheckResult result : verdict.checks()) {
      Long ran = result.counts().get("tests");
      if (ran != null) {
        long left =
            result.counts().getOrDefault("skipped", 0L)
                + result.counts().getOrDefault("aborted", 0L);
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
    List<CheckResult> results = prepared.checks();
    List<CheckResult> compiling = results;
    if (task.faults().stream().anyMatch(fault -> fault.tool().equals("javac"))) {
      compiling = mended(task, "javac", task.pack().checks());
    }
    for (String tool : task.faults().stream().map(Fault::tool).distinct().toList()) {
      boolean atLoad = AT_LOAD.contains(tool);
      List<String> expected =
          task.faults().stream()
              .filter(fault -> fault.tool().equals(tool))
              .map(fault -> atLoad ? fault.path() : fault.path() + ":" + fault.line())
              .sorted()
              .toList();
      List<String> found =
          findings(task, tool, atLoad ? compiling : results).stream()
              .map(finding -> atLoad ? finding.path() : finding.path() + ":" + finding.line())
              .sorted()
              .toList();
      add(
          task.task().name() + " " + tool + " finds its " + expected.size() + " faults together",
          found.equals(expected),
          found.equals(expected)
              ? found.size() + " found"
              : "expected " + expected + ", found " + found);
    }
    if (task.faults().stream().anyMatch(fault -> fault.tool().equals("pytest"))) {
      unminded(task);
    }
  }

  /// Where pytest goes on although other tools complain, it must mind no fault of theirs.
  private void unminded(PreparedTask task) throws InterruptedException {
    // Without the other tools, which would keep it from running.
    Check pytest = FaultProof.upTo("pytest", task.pack().checks()).getLast();
    List<CheckResult> results = mended(task, "pytest", List.of(pytest));
    String name = pytest.name();
    for (CheckResult result : results) {
      if (result.check().equals(name)) {
        add(
            task.task().name() + " pytest minds no fault of another tool",
            result.passed(),
            name + " exit " + result.exitCode());
      }
    }
  }

  /// What the checks say once one tool's faults are mended.
  private List<CheckResult> mended(PreparedTask task, String tool, List<Check> checks)
      throws InterruptedException {
    Path copy = Judge.scratch();
    try {
      FileTree.copy(task.tree(), copy);
      List<Edit> mending = new ArrayList<>();
      for (Fault fault : task.faults()) {
        if (fault.tool().equals(tool)) {
          mending.add(fault.inverse());
        }
      }
      Edits.apply(copy, mending);
      return FaultProof.run(new CheckRunner(pack.pack(), tools), checks, copy);
    } finally {
      Folders.delete(copy);
    }
  }

  /// Each fault by itself.
  private void alone(PreparedTask task) throws InterruptedException {
    FaultProof.all(
        task,
        task.faults(),
        tools,
        proof -> {
          Fault fault = proof.fault();
          add(
              "%s %s in %s is caught by %s alone"
                  .formatted(task.task().name(), fault.kind(), fault.path(), fault.tool()),
              proof.caught(),
              proof.findings().stream()
                  .map(found -> found.path() + ":" + found.line() + " " + found.message())
                  .collect(Collectors.joining("; ")));
        });
  }

  private static List<Finding> findings(PreparedTask task, String tool, List<CheckResult> results) {
    String name = FaultProof.upTo(tool, task.pack().checks()).getLast().name();
    return results.stream()
        .filter(result -> result.check().equals(name))
        .flatMap(result -> result.findings().stream())
        .toList();
  }

  private void add(String claim, boolean holds, String detail) {
    Line line = new Line(claim, holds, detail);
    lines.add(line);
    listener.accept(line);
  }

  /// How long each check took: `mypy 3.5 s, ruff 0.2 s`.
  private static String seconds(Verdict verdict) {
    return verdict.checks().stream()
        .map(result ->
            String.format(
                Locale.ROOT, "%s %.1f s", result.check(), result.took().toMillis() / 1000.0))
        .collect(Collectors.joining(", "));
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
