package dev.breakeven.task;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// mypy, Ruff and pytest where a test finds them: in the unpacked system that the property
/// `python.root` names, or on this machine.
final class PythonTools {
  private static final Pattern MYPY = Pattern.compile("(?m)^([^:\n]+\\.py):(\\d+): error");
  private static final Pattern RUFF = Pattern.compile("(?m)^([^:\n]+\\.py):(\\d+):\\d+: ");
  private static final Pattern PYTEST = Pattern.compile("(?m)^(?:ERROR|FAILED) ([^:\\s]+\\.py)()");

  private final Optional<Path> root;

  private PythonTools(Optional<Path> root) {
    this.root = root;
  }

  /// Finds them, if all are there.
  static Optional<PythonTools> search(Path scratch) throws Exception {
    String named = System.getProperty("python.root", "");
    PythonTools tools =
        new PythonTools(named.isEmpty() ? Optional.empty() : Optional.of(Path.of(named)));
    Path nothing = Files.createDirectories(scratch.resolve("nothing"));
    for (String tool : List.of("mypy", "pytest")) {
      if (tools.run(nothing, List.of("python3", "-m", tool, "--version")).exit != 0) {
        return Optional.empty();
      }
    }
    return tools.run(nothing, List.of("ruff", "--version")).exit == 0
        ? Optional.of(tools)
        : Optional.empty();
  }

  /// What one tool finds in a copy of the package `parcel`, as `path:line`; pytest names no line.
  List<String> findings(String tool, Path folder) throws Exception {
    return switch (tool) {
      case "mypy" -> found(MYPY, folder, "python3", "-m", "mypy", "parcel");
      case "ruff" ->
          found(RUFF, folder, "ruff", "check", "--no-cache", "--output-format", "concise", ".");
      case "pytest" -> found(PYTEST, folder, "python3", "-B", "-m", "pytest", "-q", "tests");
      default -> throw new IllegalArgumentException(tool);
    };
  }

  private List<String> found(Pattern pattern, Path folder, String... words) throws Exception {
    Ended ended = run(folder, List.of(words));
    List<String> found =
        pattern
            .matcher(ended.output)
            .results()
            .map(match -> match.group(1) + (match.group(2).isEmpty() ? "" : ":" + match.group(2)))
            .sorted()
            .toList();
    if ((ended.exit == 0) != found.isEmpty()) {
      throw new IllegalStateException("exit code " + ended.exit + ": " + ended.output);
    }
    return found;
  }

  private record Ended(int exit, String output) {}

  private Ended run(Path folder, List<String> words) throws Exception {
    List<String> all = new ArrayList<>();
    root.ifPresent(place -> {
      all.addAll(List.of("bwrap", "--unshare-all", "--die-with-parent", "--clearenv"));
      all.addAll(List.of("--ro-bind", place.toString(), "/", "--proc", "/proc", "--dev", "/dev"));
      all.addAll(List.of("--tmpfs", "/tmp", "--bind", folder.toString(), "/workspace"));
      all.addAll(List.of("--chdir", "/workspace", "--setenv", "PATH", "/usr/bin:/bin"));
      all.addAll(List.of("--setenv", "LANG", "C.UTF-8", "--setenv", "COLUMNS", "200", "--"));
    });
    all.addAll(words);
    try {
      Process process =
          new ProcessBuilder(all).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(1, TimeUnit.MINUTES)
          ? new Ended(process.exitValue(), output)
          : new Ended(-1, output);
    } catch (IOException missing) {
      return new Ended(-1, String.valueOf(missing.getMessage()));
    }
  }
}
