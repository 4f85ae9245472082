package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.task.Check;
import dev.breakeven.task.Coordinate;
import dev.breakeven.task.Pack;
import dev.breakeven.workspace.Command;
import dev.breakeven.workspace.Finished;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs checks on one folder that is ours: nothing changes it meanwhile.
final class CheckRunner {
  private static final String COPY = "/breakeven-copy";
  private static final int TIMED_OUT = 124;

  /// What no tool gave, because it could not be asked.
  private static final int NOT_RUN = -1;

  private final Pack pack;
  private final JudgeTools tools;
  private final Optional<String> loading;
  private final Map<String, Map<String, String>> outcomes = new ConcurrentHashMap<>();

  /// Runs checks as the pack means them.
  CheckRunner(Pack pack, JudgeTools tools) {
    this(pack, tools, Optional.empty());
  }

  private CheckRunner(Pack pack, JudgeTools tools, Optional<String> loading) {
    this.pack = pack;
    this.tools = tools;
    this.loading = loading;
  }

  /// Runs of all tests only those of one file, and with pytest only collects them: enough to see
  /// whether the file loads.
  CheckRunner loading(String file) {
    return new CheckRunner(pack, tools, Optional.of(file));
  }

  /// How each test ended in the checks that ran, by check and by the test's identity.
  Map<String, Map<String, String>> tests() {
    return new TreeMap<>(outcomes);
  }

  /// Runs `checks` on `copy`. The compiler goes first; the others run side by side, tests only if
  /// it was content. pytest waits for the mypy and Ruff before it; where they are not content it
  /// only collects, which finds modules that do not load.
  ///
  /// @param scratch an empty folder for classes
  /// @return their results, in the order of `checks`
  List<CheckResult> run(List<Check> checks, Path copy, Path scratch) throws InterruptedException {
    List<Future<CheckResult>> pending = new ArrayList<>();
    boolean compiled = true;
    Optional<Check.Javac> compiler = Optional.empty();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (Check asked : checks) {
          Check check = tools.times().limited(pack, asked);
          Callable<ToolAnswer> work =
              check instanceof Check.Pytest pytest
                  ? tests(pytest, clean(checks, pending), copy)
                  : work(check, compiled ? compiler : Optional.empty(), copy, scratch);
          Future<CheckResult> future = threads.submit(() -> timed(check.name(), work));
          pending.add(future);
          if (check instanceof Check.Javac javac) {
            compiler = Optional.of(javac);
            compiled &= value(future).passed();
          }
        }
        List<CheckResult> results = new ArrayList<>();
        for (Future<CheckResult> future : pending) {
          results.add(value(future));
        }
        return results;
      } catch (InterruptedException | RuntimeException e) {
        threads.shutdownNow();
        throw e;
      }
    }
  }

  /// @param compiler the check that compiled everything without complaint, if there was one
  private Callable<ToolAnswer> work(
      Check check, Optional<Check.Javac> compiler, Path copy, Path scratch) {
    return switch (check) {
      case Check.Javac javac -> () -> compile(javac, copy, scratch);
      case Check.Checkstyle style -> () -> style(style, copy);
      case Check.Pattern pattern -> () -> count(pattern, copy);
      case Check.Shell shell -> () -> shell(shell, copy);
      case Check.Mypy mypy ->
          () -> Overlooking.of(mypy.lenience(), "errors", python(copy).mypy(mypy));
      case Check.Ruff ruff ->
          () -> Overlooking.of(ruff.lenience(), "findings", python(copy).ruff(ruff));
      case Check.RuffFormat format -> () -> python(copy).ruffFormat(format);
      case Check.Pytest pytest -> tests(pytest, true, copy);
      case Check.JUnit junit ->
          compiler
              .<Callable<ToolAnswer>>map(javac -> () -> test(junit, javac, copy, scratch))
              .orElse(CheckRunner::notRun);
    };
  }

  /// Whether those of mypy and Ruff that were started are content.
  private static boolean clean(List<Check> checks, List<Future<CheckResult>> pending)
      throws InterruptedException {
    for (int i = 0; i < pending.size(); i++) {
      Check check = checks.get(i);
      if ((check instanceof Check.Mypy || check instanceof Check.Ruff)
          && !value(pending.get(i)).passed()) {
        return false;
      }
    }
    return true;
  }

  private Callable<ToolAnswer> tests(Check.Pytest pytest, boolean clean, Path copy) {
    return clean && loading.isEmpty()
        ? () -> python(copy).pytest(pytest)
        : () -> python(copy).collected(pytest, loading);
  }

  private CheckResult timed(String name, Callable<ToolAnswer> work) throws Exception {
    long start = System.nanoTime();
    ToolAnswer answer = work.call();
    if (!answer.tests().isEmpty()) {
      outcomes.put(name, answer.tests());
    }
    return new CheckResult(
        name,
        answer.exitCode() == 0,
        answer.exitCode(),
        answer.counts(),
        answer.findings(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private static CheckResult value(Future<CheckResult> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case InterruptedException interrupted -> throw interrupted;
        case RuntimeException failure -> throw failure;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  private PythonChecks python(Path copy) {
    return new PythonChecks(
        pack.environment(),
        tools.sandbox(),
        tools.warmPython(pack.environment(), pack.name()),
        copy);
  }

  private ToolAnswer compile(Check.Javac check, Path copy, Path classes)
      throws InterruptedException {
    List<String> request = new ArrayList<>(List.of("javac", copy.toString(), classes.toString()));
    request.add(tools.classPath(pack, check.libraries()));
    request.add(check.lint().isEmpty() ? "none" : String.join(",", check.lint()));
    request.add(check.dialect().encoding());
    request.add(check.dialect().level());
    request.addAll(check.sources());
    return tools.workers().ask(request);
  }

  private ToolAnswer style(Check.Checkstyle check, Path copy) throws InterruptedException {
    List<String> request = new ArrayList<>();
    request.add(tools.classPath(pack, check.libraries()));
    request.add(copy.toString());
    request.add(pack.folder().resolve(check.config()).toAbsolutePath().toString());
    request.addAll(check.sources());
    return tools.workers().ask(request);
  }

  private static ToolAnswer notRun() {
    return new ToolAnswer(
        NOT_RUN, Map.of(), List.of(new Finding("", 0, "not-run", "the code does not compile")));
  }

  private ToolAnswer test(Check.JUnit check, Check.Javac compiler, Path copy, Path classes)
      throws InterruptedException {
    List<Coordinate> jars = new ArrayList<>(compiler.libraries());
    jars.addAll(check.libraries());
    TestRunner runner = new TestRunner(tools, tools.classPath(pack, jars));
    List<String> only = loading.stream().map(file -> className(file, compiler.sources())).toList();
    ToolAnswer answer = runner.run(copy, classes, check, only);
    return withPaths(answer, copy, compiler.sources());
  }

  /// The class that a file holds, by its place.
  private static String className(String file, List<String> sources) {
    return sources.stream()
        .filter(folder -> file.startsWith(folder + "/"))
        .findFirst()
        .map(folder -> file.substring(folder.length() + 1))
        .orElse(file)
        .replaceFirst("\\.java$", "")
        .replace('/', '.');
  }

  /// Names the files of classes that failed.
  private static ToolAnswer withPaths(ToolAnswer answer, Path copy, List<String> sources) {
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : answer.findings()) {
      String name = finding.path().replaceFirst("\\$.*$", "").replace('.', '/') + ".java";
      String path =
          sources.stream()
              .map(folder -> folder + "/" + name)
              .filter(candidate -> Files.isRegularFile(copy.resolve(candidate)))
              .findFirst()
              .orElse("");
      findings.add(new Finding(path, finding.line(), finding.rule(), finding.message()));
    }
    return new ToolAnswer(answer.exitCode(), answer.counts(), findings, answer.tests());
  }

  private ToolAnswer count(Check.Pattern check, Path copy) throws InterruptedException {
    List<String> request = new ArrayList<>(List.of("pattern", copy.toString(), check.name()));
    request.add(check.regex());
    request.addAll(List.of(Long.toString(check.least()), Long.toString(check.most())));
    request.addAll(check.files());
    return tools.workers().ask(request);
  }

  private ToolAnswer shell(Check.Shell check, Path copy) throws InterruptedException {
    List<Command.Mount> mounts = new ArrayList<>();
    mounts.add(new Command.Mount(copy, COPY, true));
    check.visible().forEach(path -> mounts.add(new Command.Mount(Path.of(path), path, false)));
    Finished finished =
        pack.environment()
            .within(tools.sandbox())
            .run(new Command(check.words(), COPY, Map.of(), mounts, check.limit()));
    Map<String, Long> counts = new TreeMap<>();
    check
        .counts()
        .forEach((name, regex) -> {
          Matcher matcher = Pattern.compile(regex, Pattern.MULTILINE).matcher(finished.output());
          long sum = 0;
          while (matcher.find()) {
            sum += Long.parseLong(matcher.group(1));
          }
          counts.put(name, sum);
        });
    int exitCode = finished.timedOut() ? TIMED_OUT : finished.exitCode();
    List<Finding> findings = new ArrayList<>();
    if (exitCode != 0) {
      finished
          .output()
          .lines()
          .filter(line -> !line.isBlank())
          .limit(20)
          .forEach(line -> findings.add(new Finding("", 0, check.name(), line.strip())));
    }
    return new ToolAnswer(exitCode, counts, findings);
  }
}
