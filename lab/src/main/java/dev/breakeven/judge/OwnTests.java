package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.judge.Verdict.Violation;
import dev.breakeven.task.Check;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.workspace.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The last proof that green work must stand: every test of the reference solution is among those
/// that ran and passed, and the repository's own tests, as the reference solution leaves them, pass
/// on the work in a process in which no test of the agent's runs.
///
/// Where work leaves the tests as the reference does, they ran so already, and are not run again.
final class OwnTests {
  private static final int FIRST = 5;

  private final PreparedTask task;
  private final JudgeTools tools;
  private final List<Check> checks;

  OwnTests(PreparedTask task, JudgeTools tools, List<Check> checks) {
    this.task = task;
    this.tools = tools;
    this.checks = testing(checks);
  }

  /// Those of `checks` that run tests, and what compiles these.
  static List<Check> testing(List<Check> checks) {
    return checks.stream()
        .filter(check ->
            check instanceof Check.Javac
                || check instanceof Check.JUnit
                || check instanceof Check.Pytest)
        .toList();
  }

  /// What speaks against work whose checks all passed.
  ///
  /// @param copy the work, in a folder of ours
  /// @param ran how its tests ended, by check and identity
  List<Violation> violations(Path copy, Map<String, Map<String, String>> ran)
      throws InterruptedException {
    if (checks.stream().allMatch(Check.Javac.class::isInstance)) {
      return List.of();
    }
    Reference reference = tools.reference(task);
    var expected = reference.tests(tools, checks, copy, ran);
    List<Violation> violations = new ArrayList<>(missing("missing-test", expected, ran));
    Path own = Judge.scratch();
    Path classes = Judge.scratch();
    try {
      if (swapped(reference.tree(), copy, own)) {
        var runner = new CheckRunner(task.pack(), tools);
        for (CheckResult result : runner.run(checks, own, classes)) {
          boolean proven =
              result.passed() || expected.getOrDefault(result.check(), Map.of("", "")).isEmpty();
          if (!proven) {
            violations.addAll(failed(result));
          }
        }
        if (violations.isEmpty()) {
          violations.addAll(missing("own-test", expected, runner.tests()));
        }
      }
      return violations;
    } finally {
      Folders.delete(own);
      Folders.delete(classes);
    }
  }

  private static List<Violation> failed(CheckResult result) {
    if (result.findings().isEmpty()) {
      return List.of(
          new Violation("own-test", "", result.check() + " fails with the repository's own tests"));
    }
    return result.findings().stream()
        .limit(FIRST)
        .map(finding -> new Violation("own-test", finding.path(), told(result, finding)))
        .toList();
  }

  private static String told(CheckResult result, Finding finding) {
    return "with the repository's own tests, %s finds %s %s"
        .formatted(result.check(), finding.rule(), finding.message());
  }

  /// The tests that passed on the reference solution and not here.
  private static List<Violation> missing(
      String rule,
      Map<String, Map<String, String>> expected,
      Map<String, Map<String, String>> ran) {
    List<Violation> violations = new ArrayList<>();
    expected.forEach((check, tests) -> {
      var ended = ran.getOrDefault(check, Map.of());
      List<String> lost =
          new TreeMap<>(tests)
              .entrySet().stream()
                  .filter(test -> test.getValue().equals(TestRun.PASSED))
                  .map(Map.Entry::getKey)
                  .filter(test -> !ended.getOrDefault(test, "").equals(TestRun.PASSED))
                  .toList();
      lost.stream()
          .limit(FIRST)
          .forEach(test ->
              violations.add(
                  new Violation(rule, "", test + " is not among the tests that passed")));
      if (lost.size() > FIRST) {
        violations.add(new Violation(rule, "", (lost.size() - FIRST) + " more are not"));
      }
    });
    return violations;
  }

  /// Puts the work into `own`, with the reference's tests in the place of its own.
  ///
  /// @return whether that changes anything
  private static boolean swapped(Path reference, Path copy, Path own) {
    var paths = new TreeSet<>(FileTree.files(copy));
    paths.addAll(FileTree.files(reference));
    boolean differs = false;
    try {
      for (String path : paths) {
        boolean test = TestPlaces.has(path);
        Path from = (test ? reference : copy).resolve(path);
        boolean there = Files.isRegularFile(from);
        if (there) {
          FileTree.copyFile(from, own.resolve(path));
        }
        if (test) {
          Path work = copy.resolve(path);
          differs |=
              there != Files.isRegularFile(work) || (there && Files.mismatch(from, work) >= 0);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return differs;
  }
}
