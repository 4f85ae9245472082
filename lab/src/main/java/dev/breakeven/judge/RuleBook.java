package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Violation;
import dev.breakeven.task.Glob;
import dev.breakeven.task.Preparation.ProtectedFile;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.task.Rules;
import dev.breakeven.workspace.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Holds work against a task's rules: what may be changed, and how many tests must run. What the
/// sources say is held against it by [Tricks].
final class RuleBook {
  private static final int MOST = 200;

  private final Rules rules;
  private final Glob allowed;
  private final Glob ignored;
  private final Set<String> protectedFiles;

  RuleBook(PreparedTask task) {
    rules = task.pack().rules();
    allowed = new Glob(rules.allowed());
    ignored = new Glob(rules.ignored());
    protectedFiles =
        task.task().preparation().files().stream()
            .map(ProtectedFile::path)
            .collect(Collectors.toUnmodifiableSet());
  }

  /// Whether nobody minds what is at `path`, be it a file or, with a `/` at its end, a folder.
  boolean ignores(String path) {
    return path.endsWith("/") ? ignored.matches(path + "any") : ignored.matches(path);
  }

  /// Whether a file of the work at `path` belongs into the clean copy.
  boolean takes(String path) {
    return allowed.matches(path)
        && !ignored.matches(path)
        && !protectedFiles.contains(path)
        && !ToolSettings.has(path);
  }

  /// Whether the prepared file at `path` stays, whatever the work holds.
  boolean keeps(String path) {
    return !allowed.matches(path) || protectedFiles.contains(path) || ToolSettings.has(path);
  }

  /// What in the workspace could not be copied: links, pipes, too much.
  List<Violation> refused(Snapshot snapshot) {
    return snapshot.refused().stream()
        .limit(MOST)
        .map(refused -> new Violation(rule(refused.reason()), refused.path(), refused.detail()))
        .toList();
  }

  private static String rule(Snapshot.Reason reason) {
    return switch (reason) {
      case NO_FILE -> "not-a-file";
      case NAME -> "not-a-name";
      case UNREADABLE -> "not-readable";
      case TOO_MUCH -> "too-much";
    };
  }

  /// The changes to files that are not the agent's.
  ///
  /// @param changes what the work changes in the prepared files
  /// @param asReference whether a file is as the reference solution leaves it
  List<Violation> trespasses(Changes changes, Predicate<String> asReference) {
    List<Violation> violations = new ArrayList<>();
    Set<String> added = new HashSet<>(changes.added());
    Set<String> deleted = new HashSet<>(changes.deleted());
    for (String path : changes.all()) {
      String what = added.contains(path) ? "added" : "changed";
      what = deleted.contains(path) ? "deleted" : what;
      if (protectedFiles.contains(path)) {
        violations.add(new Violation("protected-file", path, "the file was " + what));
      } else if (!allowed.matches(path)) {
        String detail = "the file was " + what + "; only " + rules.allowed() + " may be changed";
        violations.add(new Violation("outside-allowed-folders", path, detail));
      } else if (ToolSettings.has(path) && !asReference.test(path)) {
        violations.add(
            new Violation("tool-settings", path, "the file was " + what + "; it sets tools up"));
      } else if (ToolSettings.shadows(path) && added.contains(path) && !asReference.test(path)) {
        violations.add(
            new Violation("shadowed-module", path, "it would be taken for another module"));
      }
    }
    return violations.size() <= MOST ? violations : new ArrayList<>(violations.subList(0, MOST));
  }

  /// The rules that the tests' counts break. A check that failed breaks none: it failed.
  List<Violation> violations(List<CheckResult> results) {
    List<Violation> violations = new ArrayList<>();
    for (CheckResult result : results) {
      Long tests = result.counts().get("tests");
      if (tests == null || !result.passed()) {
        continue;
      }
      if (tests < rules.tests()) {
        violations.add(
            new Violation(
                "test-count",
                "",
                "expected at least " + rules.tests() + " tests, " + tests + " ran"));
      }
      long skipped =
          result.counts().getOrDefault("skipped", 0L) + result.counts().getOrDefault("aborted", 0L);
      if (skipped > rules.skipped()) {
        violations.add(
            new Violation(
                "disabled-test",
                "",
                "expected at most " + rules.skipped() + " skipped tests, found " + skipped));
      }
    }
    return violations;
  }
}
