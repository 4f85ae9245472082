package dev.breakeven.generate;

import dev.breakeven.judge.Verdict;
import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Finding;
import java.util.List;

/// Makes the untouched repository green: what its checks mind by themselves is overlooked or left
/// out, as far as a pack still means something.
final class Baseline {
  private static final int ROUNDS = 12;
  private static final int SHOWN = 12;

  private final PackDraft draft;
  private final Progress progress;

  Baseline(PackDraft draft, Progress progress) {
    this.draft = draft;
    this.progress = progress;
  }

  /// A project whose base is green.
  ///
  /// @param tests how many tests run
  /// @param skipped how many are skipped
  record Green(Project project, long tests, long skipped) {}

  /// Settles what its checks ask for.
  ///
  /// @throws IllegalArgumentException if the base stays red, or no test of it runs
  Green settle(Project found) throws InterruptedException {
    Project project = found;
    int green = 0;
    for (int round = 0; round < ROUNDS; round++) {
      draft.write(project);
      Verdict verdict = progress.during("checks of the base", draft::judged);
      List<CheckResult> red = verdict.checks().stream().filter(result -> !result.passed()).toList();
      if (red.isEmpty()) {
        green++;
        // Tests that only sometimes pass would make a judge that only sometimes is right.
        if (green == 1 && project.compiled()) {
          continue;
        }
        return counted(project, verdict);
      }
      green = 0;
      refuseWithoutTools(red);
      Project.Lenient lenient = project.lenient(red);
      lenient.said().forEach(progress::say);
      if (lenient.project().equals(project)) {
        throw refusal(project, red);
      }
      project = lenient.project();
    }
    throw new IllegalArgumentException(
        "the base was not green twice in a row in "
            + ROUNDS
            + " rounds; name tests that only"
            + " sometimes pass with --without");
  }

  private Green counted(Project project, Verdict verdict) {
    long tests = count(verdict, "tests");
    long skipped = count(verdict, "skipped") + count(verdict, "aborted");
    if (tests == 0) {
      throw new IllegalArgumentException(
          "expected tests that run, got none: a pack of it could not tell good work from bad");
    }
    draft.expect(tests, skipped);
    progress.say("The base is green: %d tests ran, %d were skipped.".formatted(tests, skipped));
    return new Green(project, tests, skipped);
  }

  private static long count(Verdict verdict, String name) {
    return verdict.checks().stream()
        .mapToLong(result -> result.counts().getOrDefault(name, 0L))
        .sum();
  }

  private static void refuseWithoutTools(List<CheckResult> red) {
    List<String> missing = PythonLeniency.missing(red);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "expected mypy, ruff and pytest where the tools come from, found no %s there; name an"
                  .formatted(String.join(" and no ", missing))
              + " environment that has them with --environment root:FOLDER or venv:FOLDER");
    }
  }

  private static IllegalArgumentException refusal(Project project, List<CheckResult> red) {
    StringBuilder said = new StringBuilder();
    for (CheckResult result : red) {
      if (result.exitCode() >= 0) {
        said.append("\n  ").append(result.check()).append(" ").append(result.counts());
        result.findings().stream().limit(SHOWN).forEach(found -> said.append(line(found)));
        if (result.findings().size() > SHOWN) {
          said.append("\n    … and ").append(result.findings().size() - SHOWN).append(" more");
        }
      }
    }
    String next =
        switch (project) {
          case JavaProject _ ->
              "leave failing tests out with --without, or name libraries it lacks with --libraries";
          case PythonProject _ ->
              "leave failing tests out with --without, or name an environment that has what it"
                  + " needs with --environment";
        };
    return new IllegalArgumentException(
        "expected a repository that is green, but these checks of it fail:"
            + said
            + "\nMend it, "
            + next
            + ", and try again.");
  }

  private static String line(Finding found) {
    String place = found.path().isEmpty() ? "" : found.path() + ":" + found.line() + " ";
    String test = found.rule().contains("#") ? found.rule() + " " : "";
    return "\n    " + place + test + found.message();
  }
}
