package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.task.Check;
import dev.breakeven.task.Environment;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.Sha256;
import dev.breakeven.workspace.Command;
import dev.breakeven.workspace.Finished;
import dev.breakeven.workspace.Folders;
import dev.breakeven.workspace.Sandbox;
import dev.breakeven.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs mypy, Ruff and pytest in a pack's environment on a copy that is ours, which they see where
/// agents see their workspace.
final class PythonChecks {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int TIMED_OUT = 124;

  /// A line of mypy, with columns or without.
  private static final Pattern SAID =
      Pattern.compile(
          "^(?<file>[^:\\n]+)(?::(?<line>\\d{1,9}))?(?::\\d+)*: (?<level>error|note): "
              + "(?<message>.*?)(?: +\\[(?<code>[\\w-]+)])?$",
          Pattern.MULTILINE);

  private static final Pattern COLLECTED = Pattern.compile("(\\d{1,9})(?:/\\d+)? tests? collected");

  private static final int MOST_FINDINGS = 10_000;

  /// Where the tools find what is kept between judgements, and leave their reports.
  private static final String WARM = "/breakeven-warm";

  private static final String REPORTS = "/breakeven-reports";

  private final Sandbox sandbox;
  private final WarmPython warm;
  private final Path copy;

  /// @param warm what is kept between judgements
  /// @param copy the files to check
  PythonChecks(Environment environment, Sandbox sandbox, WarmPython warm, Path copy) {
    this.sandbox = environment.within(sandbox);
    this.warm = warm;
    this.copy = copy;
  }

  /// mypy trusts its cache where time and size of a file are those it noted; here no time is, so it
  /// compares the contents.
  ToolAnswer mypy(Check.Mypy check) throws InterruptedException {
    Path cache = Judge.scratch();
    try {
      warm.mypy(cache);
      restamp();
      List<String> words =
          new ArrayList<>(List.of("python3", "-m", "mypy", "--cache-dir", REPORTS));
      // In lines, as every release has them; JSON came with 1.11.
      words.addAll(List.of("--no-color-output", "--no-pretty", "--no-error-summary"));
      words.addAll(List.of("--show-error-codes", "--hide-error-context"));
      if (check.lenience().isolated()) {
        words.add("--config-file=");
      }
      words.addAll(check.sources());
      Finished finished = run(words, cache, check.limit());
      List<Finding> findings = new ArrayList<>();
      long notes = 0;
      Matcher line = SAID.matcher(finished.output());
      while (line.find()) {
        if (line.group("level").equals("error")) {
          String number = Objects.requireNonNullElse(line.group("line"), "0");
          String code = Objects.requireNonNullElse(line.group("code"), "");
          findings.add(
              new Finding(
                  line.group("file"), Integer.parseInt(number), code, line.group("message")));
        } else {
          notes++;
        }
      }
      return answer(
          finished,
          Map.of("errors", (long) findings.size(), "notes", notes),
          findings,
          check.name());
    } finally {
      Folders.delete(cache);
    }
  }

  ToolAnswer ruff(Check.Ruff check) throws InterruptedException {
    List<String> words =
        new ArrayList<>(List.of("ruff", "check", "--no-cache", "--output-format", "json"));
    if (check.lenience().isolated()) {
      words.add("--isolated");
    }
    if (!check.select().isEmpty()) {
      words.addAll(List.of("--extend-select", String.join(",", check.select())));
    }
    words.addAll(check.sources());
    Finished finished = run(words, null, check.limit());
    String output = finished.output();
    List<Finding> findings = new ArrayList<>();
    // Warnings on its own options may stand before the list.
    int begin = output.indexOf('[');
    for (JsonNode found : json(begin < 0 ? "" : output.substring(begin))) {
      findings.add(
          finding(
              found.path("filename"),
              found.path("location").path("row"),
              found.path("code"),
              found.path("message")));
    }
    return answer(finished, Map.of("findings", (long) findings.size()), findings, check.name());
  }

  /// Counts the files that would be formatted otherwise; never says anything against them.
  ToolAnswer ruffFormat(Check.RuffFormat check) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of("ruff", "format", "--check", "--no-cache"));
    words.addAll(check.sources());
    Finished finished = run(words, null, check.limit());
    long files = finished.output().lines().filter(l -> l.startsWith("Would reformat")).count();
    return new ToolAnswer(0, Map.of("files", files), List.of());
  }

  /// Tests that passed on the very same files are not run again; tests that failed always are.
  ToolAnswer pytest(Check.Pytest check) throws InterruptedException {
    Sha256 sha256 = new Sha256();
    Sha256.addTree(sha256, copy);
    String files = check.name() + " " + check.arguments() + " " + sha256.hex();
    Optional<ToolAnswer> passed = warm.passed(files);
    if (passed.isPresent()) {
      return passed.get();
    }
    ToolAnswer answer = tested(check, true);
    if (answer.exitCode() == 0) {
      warm.remember(files, answer);
    }
    return answer;
  }

  /// Only collects the tests.
  ///
  /// @param file stands in place of the folders and files that the check names
  ToolAnswer collected(Check.Pytest check, Optional<String> file) throws InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("--collect-only"));
    check.arguments().stream()
        .filter(word -> file.isEmpty() || word.startsWith("-") || !Files.exists(copy.resolve(word)))
        .forEach(arguments::add);
    file.ifPresent(arguments::add);
    return tested(new Check.Pytest(check.name(), arguments, check.limit()), false);
  }

  /// @param whole whether the tests run, rather than are collected
  private ToolAnswer tested(Check.Pytest check, boolean whole) throws InterruptedException {
    Path reports = Judge.scratch();
    try {
      // Tests that look for the shell they were started from find Bash, as where people work.
      List<String> words = new ArrayList<>(List.of("bash", "-c", "\"$@\"; exit $?", "bash"));
      words.addAll(List.of("python3", "-m", "pytest", "-q", "-p", "no:cacheprovider"));
      words.addAll(List.of("-o", "junit_family=xunit1"));
      words.add("--junitxml=" + REPORTS + "/junit.xml");
      if (whole && warm.spreads(sandbox)) {
        words.addAll(List.of("-n", Integer.toString(Runtime.getRuntime().availableProcessors())));
      }
      words.addAll(check.arguments());
      Finished finished = run(words, reports, check.limit());
      Path report = reports.resolve("junit.xml");
      if (!Files.isRegularFile(report, LinkOption.NOFOLLOW_LINKS)) {
        return answer(finished, Map.of(), List.of(), check.name());
      }
      PytestReport read = PytestReport.read(report, copy);
      if (!whole) {
        return answer(finished, collected(finished), read.findings(), check.name());
      }
      ToolAnswer answer = answer(finished, read.counts(), read.findings(), check.name());
      // A run that ends well and reports failures, or reports none of its tests, was tampered with.
      int exitCode = answer.exitCode() == 0 && !read.good() ? 1 : answer.exitCode();
      return new ToolAnswer(exitCode, answer.counts(), answer.findings(), read.tests());
    } finally {
      Folders.delete(reports);
    }
  }

  private static Map<String, Long> collected(Finished finished) {
    Matcher said = COLLECTED.matcher(finished.output());
    return said.find() ? Map.of("collected", Long.parseLong(said.group(1))) : Map.of();
  }

  private Finished run(List<String> words, @Nullable Path reports, Duration limit)
      throws InterruptedException {
    List<Command.Mount> mounts = new ArrayList<>();
    mounts.add(new Command.Mount(copy, Workspace.INSIDE, true));
    if (reports != null) {
      mounts.add(new Command.Mount(reports, REPORTS, true));
    }
    Map<String, String> variables = new TreeMap<>();
    variables.put("PYTHONHASHSEED", "0");
    warm.byteCode()
        .ifPresent(code -> {
          mounts.add(new Command.Mount(code, WARM, false));
          variables.put("PYTHONPYCACHEPREFIX", WARM);
        });
    return sandbox.run(new Command(words, Workspace.INSIDE, variables, mounts, limit));
  }

  /// Gives every file a time that no cache has noted.
  private void restamp() {
    FileTime now = FileTime.from(Instant.now());
    try {
      for (String path : FileTree.files(copy)) {
        if (path.endsWith(".py") || path.endsWith(".pyi")) {
          Files.setLastModifiedTime(copy.resolve(path), now);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Finding finding(JsonNode file, JsonNode line, JsonNode rule, JsonNode message) {
    String path = file.asString("").replaceFirst("^" + Workspace.INSIDE + "/", "");
    return new Finding(path, line.asInt(0), rule.asString(""), message.asString(""));
  }

  private static JsonNode json(String text) {
    try {
      JsonNode node = text.isBlank() ? JSON.missingNode() : JSON.readTree(text);
      return node == null ? JSON.missingNode() : node;
    } catch (JacksonException e) {
      return JSON.missingNode();
    }
  }

  /// What a tool said; where it failed without a finding, the end of its output says why.
  private static ToolAnswer answer(
      Finished finished, Map<String, Long> counts, List<Finding> findings, String name) {
    int exitCode = finished.timedOut() ? TIMED_OUT : finished.exitCode();
    if (exitCode == 0 || !findings.isEmpty()) {
      return new ToolAnswer(exitCode, counts, findings.stream().limit(MOST_FINDINGS).toList());
    }
    List<String> lines = finished.output().lines().filter(line -> !line.isBlank()).toList();
    List<Finding> last =
        lines.subList(Math.max(0, lines.size() - 20), lines.size()).stream()
            .map(line -> new Finding("", 0, name, line.strip()))
            .toList();
    return new ToolAnswer(exitCode, counts, last);
  }
}
