package dev.breakeven.judge;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/// The program that runs a repository's tests, alone in its process.
///
/// Its arguments: a folder for the result, the folder of classes, and folders of resources. In the
/// first it finds [#WORD], a word that only its starter knows, and leaves [#RESULT]: lines of
/// fields between tabs, counts, then failures, and last their [Seal]. A run that does not come to
/// its end leaves none.
///
/// The word is gone before any class of the tests is loaded, so tests cannot write a result,
/// however they end the process. They share it with JUnit, though: code that changes JUnit's own
/// objects by reflection or instrumentation is not kept from it here.
public final class TestRun {
  static final String WORD = "word";
  static final String RESULT = "tests";
  static final String PASSED = "passed";

  /// A file beside [#WORD] with the classes to run, one a line; where it is not, all are run.
  static final String ONLY = "only";

  /// A file beside [#WORD] with the tests left out, one a line.
  static final String WITHOUT = "without";

  private static final int LONGEST = 300;

  private TestRun() {}

  /// Starts it; ends the process with 0 if tests ran and none failed, else with 1.
  ///
  /// @param arguments as said above
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Seal seal = seal(folder.resolve(WORD));
    Path classes = Path.of(arguments[1]);
    List<URL> urls = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      urls.add(Path.of(arguments[i]).toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(new URL[0]), TestRun.class.getClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      Outcomes outcomes = new Outcomes();
      LauncherFactory.create().execute(request(folder, classes), listener, outcomes);
      TestExecutionSummary summary = listener.getSummary();
      boolean good = summary.getTotalFailureCount() == 0 && summary.getTestsStartedCount() > 0;
      List<String> lines = lines(summary);
      outcomes.ended.forEach((test, how) -> lines.add("test\t" + how + "\t" + test));
      lines.add(seal.on(lines));
      System.out.flush();
      Files.write(folder.resolve(RESULT), lines);
      // At once: neither threads that tests left behind nor their shutdown hooks get a turn.
      Runtime.getRuntime().halt(good ? 0 : 1);
    }
  }

  /// All tests of the classes, or those of the classes in [#ONLY], without those in [#WITHOUT].
  private static LauncherDiscoveryRequest request(Path folder, Path classes) throws IOException {
    List<String> only = listed(folder.resolve(ONLY));
    Set<String> without = Set.copyOf(listed(folder.resolve(WITHOUT)));
    PostDiscoveryFilter left =
        test -> FilterResult.includedIf(!names(test.getSource().orElse(null), without));
    LauncherDiscoveryRequestBuilder request =
        LauncherDiscoveryRequestBuilder.request()
            .filters(ClassNameFilter.includeClassNamePatterns(".*"), left);
    return only.isEmpty()
        ? request.selectors(DiscoverySelectors.selectClasspathRoots(Set.of(classes))).build()
        : request.selectors(only.stream().map(DiscoverySelectors::selectClass).toList()).build();
  }

  /// Whether a list names a test or a class that it stands in. Of what is left out the platform
  /// minds only tests: a class goes with its last one.
  private static boolean names(@Nullable TestSource source, Set<String> list) {
    String name = name(source);
    String type = name.replaceFirst("#.*$", "");
    return list.contains(name)
        || list.contains(type)
        || list.contains(type.replaceFirst("\\$.*$", ""));
  }

  private static List<String> listed(Path file) throws IOException {
    return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
  }

  /// How each test ended: of those that share class and method, one that failed decides, then one
  /// that passed.
  static final class Outcomes implements TestExecutionListener {
    private final Map<String, String> ended = new TreeMap<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest()) {
        // No switch: for one the compiler makes a class of its own, which the runner's jar lacks.
        boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        boolean failed = result.getStatus() == TestExecutionResult.Status.FAILED;
        String how = passed ? PASSED : failed ? "failed" : "aborted";
        ended.merge(identity(test), how, Outcomes::worse);
      }
    }

    private static String worse(String one, String other) {
      List<String> order = List.of("failed", PASSED, "aborted");
      return order.indexOf(one) < order.indexOf(other) ? one : other;
    }

    private static String identity(TestIdentifier test) {
      return test.getSource()
          .filter(MethodSource.class::isInstance)
          .map(MethodSource.class::cast)
          .map(method -> method.getClassName() + "#" + method.getMethodName())
          .orElseGet(() -> test.getLegacyReportingName().replaceAll("\\s+", " "));
    }
  }

  private static Seal seal(Path file) throws IOException {
    byte[] word = Files.readAllBytes(file);
    Files.delete(file);
    Seal seal = new Seal(word);
    Arrays.fill(word, (byte) 0);
    return seal;
  }

  private static List<String> lines(TestExecutionSummary summary) {
    List<String> failures = new ArrayList<>();
    Set<String> classes = new TreeSet<>();
    Set<String> unloadable = new TreeSet<>();
    for (TestExecutionSummary.Failure failure : summary.getFailures()) {
      String type = type(failure.getTestIdentifier());
      classes.add(type);
      // A class that cannot be loaded is one failure, not one a test.
      if (!isLoading(failure.getException()) || unloadable.add(type)) {
        failures.add(line(failure, type));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("tests\t" + summary.getTestsStartedCount());
    lines.add("passed\t" + summary.getTestsSucceededCount());
    lines.add("failed\t" + summary.getTestsFailedCount());
    lines.add("aborted\t" + summary.getTestsAbortedCount());
    lines.add("skipped\t" + summary.getTestsSkippedCount());
    lines.add("containersFailed\t" + summary.getContainersFailedCount());
    lines.add("classesFailed\t" + classes.size());
    lines.addAll(failures);
    return lines;
  }

  private static boolean isLoading(Throwable problem) {
    return problem instanceof ExceptionInInitializerError
        || problem instanceof NoClassDefFoundError;
  }

  /// Class, line, rule, message.
  private static String line(TestExecutionSummary.Failure failure, String type) {
    Throwable problem = failure.getException();
    if (isLoading(problem)) {
      return "failure\t" + type + "\t0\tload\tthe class fails at load: " + text(rootOf(problem));
    }
    TestIdentifier test = failure.getTestIdentifier();
    String known = name(test.getSource().orElse(null));
    String name = known.isEmpty() ? test.getLegacyReportingName().replaceAll("\\s+", " ") : known;
    return "failure\t" + type + "\t" + place(problem, type) + "\t" + name + "\t" + text(problem);
  }

  private static String type(TestIdentifier test) {
    return switch (test.getSource().orElse(null)) {
      case MethodSource method -> method.getClassName();
      case ClassSource found -> found.getClassName();
      case null, default -> "";
    };
  }

  /// What a pack calls a test: `package.Class#method` or `package.Class`; empty for others.
  private static String name(@Nullable TestSource source) {
    return switch (source) {
      case MethodSource method -> method.getClassName() + "#" + method.getMethodName();
      case ClassSource found -> found.getClassName();
      case null, default -> "";
    };
  }

  private static int place(Throwable problem, String type) {
    for (StackTraceElement element : problem.getStackTrace()) {
      if (element.getClassName().equals(type)) {
        return Math.max(0, element.getLineNumber());
      }
    }
    return 0;
  }

  private static Throwable rootOf(Throwable problem) {
    Throwable cause = problem.getCause();
    return cause == null ? problem : rootOf(cause);
  }

  /// The problem in one line, the same in every run.
  private static String text(Throwable problem) {
    String text =
        (problem.getClass().getSimpleName() + ": " + problem.getMessage())
            .replaceAll("\\s+", " ")
            .replaceAll("@[0-9a-f]{5,}", "@hash");
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
