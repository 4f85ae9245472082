package dev.breakeven.generate;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.task.Check.Lenience;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds what the checks of a Python project may leave out so that its untouched state is green.
final class PythonLeniency {
  /// Exit codes: tools that have findings, and pytest when it does not understand its arguments.
  private static final int FOUND = 1;

  private static final int USAGE = 4;

  private static final Pattern ABSENT = Pattern.compile("No module named '?([\\w.]+)'?");
  private static final String NO_OPTIONS = "addopts=";
  private static final String NO_FILTERS = "filterwarnings=";

  private final List<String> said = new ArrayList<>();
  private PythonProject project;

  PythonLeniency(PythonProject project) {
    this.project = project;
  }

  Project.Lenient of(List<CheckResult> results) {
    for (CheckResult result : results) {
      if (!result.passed()) {
        switch (result.check()) {
          case "mypy" -> mypy(result);
          case "ruff" -> ruff(result);
          case "pytest" -> pytest(result);
          default -> {}
        }
      }
    }
    return new Project.Lenient(project, said);
  }

  private void mypy(CheckResult result) {
    Optional<String> absent = missingTool(result, "mypy");
    Lenience lenience = project.mypy().orElse(Lenience.NONE);
    if (absent.isPresent()) {
      return;
    }
    if (result.exitCode() == FOUND && !result.findings().isEmpty()) {
      project = project.typed(Optional.of(overlooking(lenience, result)));
      said.add(overlooked(result, "mypy"));
    } else if (!lenience.isolated()) {
      project = project.typed(Optional.of(new Lenience(true, lenience.overlooked())));
      said.add(
          "mypy cannot run as the repository configures it, so it runs without: " + why(result));
    } else {
      project = project.typed(Optional.empty());
      said.add("mypy cannot check it, so there will be no faults of types: " + why(result));
    }
  }

  private void ruff(CheckResult result) {
    if (missingTool(result, "ruff").isPresent()) {
      return;
    }
    if (result.exitCode() == FOUND && !result.findings().isEmpty()) {
      project = project.linted(overlooking(project.ruff(), result));
      said.add(overlooked(result, "Ruff"));
    } else if (!project.ruff().isolated()) {
      project = project.linted(new Lenience(true, project.ruff().overlooked()));
      said.add(
          "Ruff cannot run as the repository configures it, so it runs without: " + why(result));
    }
  }

  private static Lenience overlooking(Lenience lenience, CheckResult result) {
    List<String> all =
        Stream.concat(
                lenience.overlooked().stream(),
                result.findings().stream().map(found -> found.path() + " " + found.rule()))
            .distinct()
            .sorted()
            .toList();
    return new Lenience(lenience.isolated(), all);
  }

  private static String overlooked(CheckResult result, String tool) {
    return "The base has %d findings of %s; in pack.yaml it is told to overlook these rules in these files."
        .formatted(result.findings().size(), tool);
  }

  private void pytest(CheckResult result) {
    if (missingTool(result, "pytest").isPresent()) {
      return;
    }
    List<String> unloadable =
        result.findings().stream()
            .filter(found -> isUnloadable(found) && !found.path().isEmpty())
            .map(Finding::path)
            .distinct()
            .toList();
    List<String> failed =
        result.findings().stream()
            .filter(found -> !isUnloadable(found) && !found.path().isEmpty())
            .map(PythonLeniency::name)
            .distinct()
            .toList();
    long ran = result.counts().getOrDefault("tests", 0L);
    if (!failed.isEmpty() && LeftOutTests.bearable(failed.size(), ran)) {
      project = project.tested(failed.stream().map(PythonProject::leavingOut).toList());
      said.add(LeftOutTests.said(failed, "they fail in the base, in the judge's sandbox"));
      if (!unloadable.isEmpty()) {
        modules(result, unloadable);
      }
    } else if (!unloadable.isEmpty() && failed.isEmpty()) {
      modules(result, unloadable);
    } else if (failed.isEmpty()) {
      options(result);
    }
  }

  /// Modules that cannot be loaded where they are are left out whole.
  private void modules(CheckResult result, List<String> unloadable) {
    project = project.tested(unloadable.stream().map(PythonProject::leavingOut).toList());
    Matcher absent =
        ABSENT.matcher(result.findings().stream().map(Finding::message).toList().toString());
    said.add(
        LeftOutTests.said(
            unloadable,
            absent.find()
                ? "the module %s is not in the environment (--environment names another)"
                    .formatted(absent.group(1))
                : "pytest cannot load them or set them up"));
  }

  /// Options and filters of the repository may need plugins that are not there.
  private void options(CheckResult result) {
    if (!project.pytest().contains(NO_OPTIONS)
        && (result.exitCode() == USAGE || text(result).contains("unrecognized arguments"))) {
      project = project.tested(List.of("-o", NO_OPTIONS));
      said.add("pytest runs without the repository's addopts: " + why(result));
    } else if (!project.pytest().contains(NO_FILTERS)) {
      project = project.tested(List.of("-o", NO_FILTERS, "-o", "xfail_strict=false"));
      said.add("pytest runs without the repository's filters of warnings: " + why(result));
    }
  }

  /// Whether pytest could not collect a module, rather than that a test failed or its set-up.
  private static boolean isUnloadable(Finding found) {
    return found.rule().equals("error") && found.message().endsWith("collection failure");
  }

  /// A test by pytest's name, all its parameters together.
  private static String name(Finding failed) {
    String inFile = failed.message().replaceFirst("(?s): .*$", "").replaceFirst("(?s)\\[.*$", "");
    return failed.path() + "::" + inFile;
  }

  private static Optional<String> missingTool(CheckResult result, String tool) {
    String text = text(result);
    boolean absent =
        text.matches("(?s).*No module named '?" + tool + "'?\\W.*")
            || text.contains("execvp " + tool)
            || text.contains(tool + ": command not found")
            || text.contains(tool + ": No such file");
    return absent && result.findings().stream().allMatch(found -> found.path().isEmpty())
        ? Optional.of(tool)
        : Optional.empty();
  }

  private static String text(CheckResult result) {
    return String.join("\n", result.findings().stream().map(Finding::message).toList()) + "\n";
  }

  private static String why(CheckResult result) {
    return result.findings().stream()
        .map(Finding::message)
        .filter(line -> line.matches("(?i).*(error|unrecognized|cannot|not |failed).*"))
        .findFirst()
        .orElse("exit code " + result.exitCode());
  }

  /// The tools that are not there, as a check said.
  static List<String> missing(List<CheckResult> results) {
    return results.stream()
        .filter(result -> !result.passed())
        .flatMap(result -> missingTool(result, result.check()).stream())
        .toList();
  }
}
