package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Violation;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.Glob;
import dev.breakeven.task.JavaSource;
import dev.breakeven.task.Preparation.ProtectedFile;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.task.PythonSource;
import dev.breakeven.task.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Holds work against a task's rules.
final class RuleBook {
  private final PreparedTask task;
  private final Rules rules;
  private final Glob allowed;
  private final Glob ignored;
  private final Set<String> protectedFiles;

  RuleBook(PreparedTask task) {
    this.task = task;
    rules = task.pack().rules();
    allowed = new Glob(rules.allowed());
    ignored = new Glob(rules.ignored());
    protectedFiles =
        task.task().preparation().files().stream()
            .map(ProtectedFile::path)
            .collect(Collectors.toUnmodifiableSet());
  }

  /// Whether what the workspace holds at `path` belongs into the clean copy.
  boolean takes(Path workspace, String path) {
    return allowed.matches(path)
        && !ignored.matches(path)
        && !protectedFiles.contains(path)
        && Changes.isPlain(workspace, path);
  }

  /// Whether the prepared file at `path` stays, whatever the workspace holds.
  boolean keeps(String path) {
    return !allowed.matches(path) || protectedFiles.contains(path);
  }

  /// The changes in the workspace to files that are not the agent's.
  List<Violation> trespasses(Path workspace, Changes changes) {
    List<Violation> violations = new ArrayList<>();
    for (String path : changes.all()) {
      String what = changes.added().contains(path) ? "added" : "changed";
      what = changes.deleted().contains(path) ? "deleted" : what;
      if (protectedFiles.contains(path)) {
        violations.add(new Violation("protected-file", path, "the file was " + what));
      } else if (!allowed.matches(path)) {
        String detail = "the file was " + what + "; only " + rules.allowed() + " may be changed";
        violations.add(new Violation("outside-allowed-folders", path, detail));
      } else if (!what.equals("deleted") && !Changes.isPlain(workspace, path)) {
        violations.add(
            new Violation("outside-allowed-folders", path, "it is or lies behind a link"));
      }
    }
    return violations;
  }

  /// The changes in the clean copy that make tests or tools say less. It is read in the copy, where
  /// nobody can change it any more.
  List<Violation> tricks(Path copy, Changes changes) {
    List<String> before = new ArrayList<>(changes.changed());
    before.addAll(changes.deleted());
    List<String> after = new ArrayList<>(changes.changed());
    after.addAll(changes.added());
    List<Violation> violations = new ArrayList<>();
    compare(read(task.tree(), before), read(copy, after), violations);
    return violations;
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

  private static void compare(
      Map<String, Sayings> before, Map<String, Sayings> after, List<Violation> violations) {
    Map<String, Boolean> now = new TreeMap<>();
    after.values().forEach(file -> now.putAll(file.tests));
    before.forEach((path, file) ->
        file.tests.forEach((test, worked) -> {
          Boolean works = now.get(test);
          if (works == null) {
            violations.add(new Violation("deleted-test", path, test + " is gone"));
          } else if (worked && !works) {
            violations.add(new Violation("disabled-test", path, test + " does nothing any more"));
          }
        }));
    risen("disabled-test", before, after, file -> file.disabling, violations);
    risen("suppression", before, after, file -> file.suppressing, violations);
  }

  /// Complains about whatever there is more of than before, naming a file that has more of it.
  private static void risen(
      String rule,
      Map<String, Sayings> before,
      Map<String, Sayings> after,
      Function<Sayings, Map<String, Integer>> counts,
      List<Violation> violations) {
    Set<String> means = new TreeSet<>();
    after.values().forEach(file -> means.addAll(counts.apply(file).keySet()));
    for (String name : means) {
      Function<Sayings, Integer> count = file -> counts.apply(file).getOrDefault(name, 0);
      int was = before.values().stream().mapToInt(count::apply).sum();
      int is = after.values().stream().mapToInt(count::apply).sum();
      if (is > was) {
        String where =
            after.entrySet().stream()
                .filter(file ->
                    count.apply(file.getValue())
                        > count.apply(before.getOrDefault(file.getKey(), Sayings.NONE)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        violations.add(new Violation(rule, where, (is - was) + " × " + name + " added"));
      }
    }
  }

  private static Map<String, Sayings> read(Path root, List<String> paths) {
    Map<String, Sayings> sayings = new TreeMap<>();
    Map<String, String> java = new LinkedHashMap<>();
    for (String path : paths) {
      String text = text(root.resolve(path));
      if (path.endsWith(".java")) {
        java.put(path, text);
      } else if (path.endsWith(".py")) {
        PythonTestsOf found = PythonTestsOf.in(PythonSource.parse(path, text));
        sayings.put(path, new Sayings(found.tests(), found.disabling(), Suppressions.in(text)));
      } else {
        sayings.put(
            path, new Sayings(Map.of(), TestSettings.in(path, text), Suppressions.in(text)));
      }
    }
    for (JavaSource source : JavaSource.parse(java)) {
      TestsOf found = TestsOf.in(source);
      sayings.put(
          source.path(), new Sayings(found.tests(), found.disabling(), found.suppressing()));
    }
    return sayings;
  }

  /// The text of a file. What is no UTF-8 is read byte by byte: a stray byte must not hide the
  /// rest.
  private static String text(Path file) {
    try {
      return FileTree.read(file);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof MalformedInputException) {
        return bytes(file);
      }
      throw e;
    }
  }

  private static String bytes(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a file says: its tests and whether they do anything, how often it disables tests and
  /// silences tools, by means.
  private record Sayings(
      Map<String, Boolean> tests,
      Map<String, Integer> disabling,
      Map<String, Integer> suppressing) {
    private static final Sayings NONE = new Sayings(Map.of(), Map.of(), Map.of());
  }
}
