package dev.breakeven.generate;

import java.util.List;
import java.util.stream.Collectors;

/// The text of a `pack.yaml`.
///
/// @param name the pack's
/// @param repository where it comes from, as YAML on one line
/// @param project what is checked
/// @param tests how many tests run on the untouched repository
/// @param skipped how many of them are skipped
/// @param tasks each as lines that begin with `- task:`, without indent
record PackText(
    String name, String repository, Project project, long tests, long skipped, List<String> tasks) {
  /// The folder of the pack with what a build of the repository makes.
  static final String ADDED = "added";

  /// Takes an immutable copy.
  PackText {
    tasks = List.copyOf(tasks);
  }

  String yaml() {
    return """
    # Made by ./breakeven task generate. Change it as you like and prove it with task check.
    pack: %s

    repository: %s
    %s
    checks:
    %s
    rules:
      allowed: %s
      ignored: %s
      tests: %d
      skipped: %d

    tasks:
    %s\
    """
        .formatted(
            name,
            project.added().isEmpty()
                ? repository
                : repository.replaceFirst("}$", ", add: " + ADDED + "}"),
            project.environment(),
            project.checks().indent(2),
            list(project.allowed()),
            list(project.ignored()),
            tests,
            skipped,
            tasks.stream().map(task -> task.indent(2)).collect(Collectors.joining("\n")));
  }

  /// A list on one line.
  static String list(List<String> texts) {
    return texts.stream().map(PackText::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  /// A text that YAML takes as it is, line ends included.
  static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + '"';
  }
}
