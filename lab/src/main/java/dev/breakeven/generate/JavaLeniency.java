package dev.breakeven.generate;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.task.Check;
import java.util.ArrayList;
import java.util.List;

/// Finds what the checks of a Java project may leave out so that its untouched state is green.
final class JavaLeniency {
  private final List<String> said = new ArrayList<>();
  private JavaProject project;

  JavaLeniency(JavaProject project) {
    this.project = project;
  }

  Project.Lenient of(List<CheckResult> results) {
    for (CheckResult result : results) {
      if (!result.passed() && result.exitCode() >= 0) {
        switch (result.check()) {
          case "javac" -> compiler(result.findings());
          case "checkstyle" -> linter(result.findings());
          case "junit" -> tests(result);
          default -> {}
        }
      }
    }
    return new Project.Lenient(project, said);
  }

  /// Sources may be written in an older Java than the usual.
  private void compiler(List<Finding> findings) {
    Check.Dialect dialect = project.dialect();
    if (dialect.level().isEmpty() && !project.layout().level().isEmpty()) {
      project = project.in(new Check.Dialect(project.layout().level(), dialect.encoding()));
      said.add(
          "The sources are compiled as Java %s, as its pom says; as today's Java they fail: %s"
              .formatted(
                  project.layout().level(),
                  findings.isEmpty() ? "" : findings.getFirst().message()));
    }
  }

  private void linter(List<Finding> findings) {
    project = project.overlooking(findings);
    said.add(
        "The base has %d findings of the linter, which is told to overlook them (checkstyle.xml)."
            .formatted(findings.size()));
  }

  private void tests(CheckResult result) {
    List<String> failed =
        result.findings().stream()
            .map(Finding::rule)
            .filter(name -> name.matches("[\\w$.]+(#[\\w$]+)?") && name.contains("."))
            .distinct()
            .toList();
    long all = result.counts().getOrDefault("tests", 0L);
    if (!failed.isEmpty() && LeftOutTests.bearable(failed.size(), all)) {
      project = project.without(failed);
      said.add(LeftOutTests.said(failed, "they fail in the base, in the judge's sandbox"));
    }
  }
}
