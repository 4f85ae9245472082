package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.task.Check;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.Sha256;
import dev.breakeven.workspace.Command;
import dev.breakeven.workspace.Finished;
import dev.breakeven.workspace.Folders;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;

/// Runs tests in a fresh process in the sandbox, by [TestRun].
final class TestRunner {
  private static final String COPY = "/breakeven-copy";
  private static final String CLASSES = "/breakeven-classes";
  private static final String RESULT = "/breakeven-result";
  private static final int BROKEN = 70;
  private static final long LARGEST = 32L << 20;

  /// The folder that Maven makes before tests run.
  private static final String BUILT = "target";

  /// How many lines of a run's output are shown where it ended before its end.
  private static final int SHOWN = 20;

  private final JudgeTools tools;
  private final String libraries;
  private final Path runner;

  /// @param libraries the class path of the tests, without their own classes
  TestRunner(JudgeTools tools, String libraries) {
    this.tools = tools;
    this.libraries = libraries;
    runner = runner(tools.cache());
  }

  /// Runs the tests of compiled classes in a copy of the repository of their own, with the folder
  /// that a build would have made: tests write where they please.
  ///
  /// @param copy the repository
  /// @param classes the folder of classes
  /// @param only the classes to run; empty for all
  ToolAnswer run(Path copy, Path classes, Check.JUnit check, List<String> only)
      throws InterruptedException {
    Path result = temporary();
    Path own = temporary();
    try {
      FileTree.copy(copy, own);
      Path start = own.resolve(check.launch().folder());
      Files.createDirectories(start.resolve(BUILT));
      String word = UUID.randomUUID().toString();
      FileTree.write(result.resolve(TestRun.WORD), word);
      FileTree.write(result.resolve(TestRun.WITHOUT), text(check.launch().without()));
      FileTree.write(result.resolve(TestRun.ONLY), text(only));
      String folder =
          check.launch().folder().isEmpty() ? COPY : COPY + "/" + check.launch().folder();
      Command command =
          new Command(words(check), folder, Map.of(), mounts(own, classes, result), check.limit());
      Finished finished = tools.sandbox().run(command);
      return answer(finished, lines(result.resolve(TestRun.RESULT)), word);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Folders.delete(result);
      Folders.delete(own);
    }
  }

  private static String text(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private List<String> words(Check.JUnit check) {
    List<String> words = new ArrayList<>();
    words.add(tools.java());
    words.addAll(List.of("-Xmx512m", "-Xss2m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.addAll(List.of("-Xshare:auto", "-Duser.language=en", "-Duser.country=US"));
    words.addAll(List.of("-XX:+EnableDynamicAgentLoading", "-Duser.timezone=UTC"));
    words.addAll(check.launch().options());
    words.addAll(List.of("-cp", runner + File.pathSeparator + libraries));
    words.addAll(List.of(TestRun.class.getName(), RESULT, CLASSES));
    check.resources().forEach(folder -> words.add(COPY + "/" + folder));
    return words;
  }

  private List<Command.Mount> mounts(Path copy, Path classes, Path result) {
    List<Command.Mount> mounts = new ArrayList<>();
    mounts.add(same(tools.jdk()));
    mounts.add(same(runner));
    // One by one: among the other jars is the repository as it was before any fault.
    for (String jar : libraries.split(File.pathSeparator, -1)) {
      mounts.add(same(Path.of(jar)));
    }
    mounts.add(new Command.Mount(copy, COPY, true));
    mounts.add(new Command.Mount(classes, CLASSES, false));
    mounts.add(new Command.Mount(result, RESULT, true));
    return mounts;
  }

  private static Command.Mount same(Path path) {
    return new Command.Mount(path, path.toString(), false);
  }

  /// What a run said, if it was the run that said it.
  ///
  /// @param lines its result
  /// @param word what it was to seal the result with
  static ToolAnswer answer(Finished finished, List<String> lines, String word) {
    if (finished.timedOut()) {
      return broken("the tests did not end in time", finished);
    }
    if (lines.isEmpty()) {
      return broken(
          "the test run ended before its end, with exit code " + finished.exitCode(), finished);
    }
    List<String> said = lines.subList(0, lines.size() - 1);
    if (!new Seal(word.getBytes(StandardCharsets.UTF_8)).on(said).equals(lines.getLast())) {
      return broken("the result of the test run was not written by the test run", finished);
    }
    Map<String, Long> counts = new TreeMap<>();
    List<Finding> findings = new ArrayList<>();
    Map<String, String> tests = new TreeMap<>();
    for (String line : said) {
      String[] fields = line.split("\t", 5);
      if (fields[0].equals("test")) {
        tests.put(fields[2], fields[1]);
      } else if (fields[0].equals("failure")) {
        findings.add(new Finding(fields[1], Integer.parseInt(fields[2]), fields[3], fields[4]));
      } else {
        counts.put(fields[0], Long.parseLong(fields[1]));
      }
    }
    if (counts.getOrDefault("tests", 0L) == 0 && findings.isEmpty()) {
      findings.add(new Finding("", 0, "run", "no engine on the class path found any test"));
    }
    // The process's own exit code could come from a thread that a test left behind.
    boolean good =
        count(counts, "tests") > 0
            && count(counts, "failed") == 0
            && count(counts, "containersFailed") == 0;
    long ended = count(counts, "passed") + count(counts, "failed") + count(counts, "aborted");
    boolean named = tests.containsValue("failed") == (count(counts, "failed") > 0);
    // Of a class that cannot be loaded no test begins.
    boolean begun = !tests.isEmpty() || count(counts, "containersFailed") > 0;
    if (ended != count(counts, "tests") || !begun || !named) {
      good = false;
      findings.add(
          new Finding(
              "",
              0,
              "run",
              "the sums do not add up: %d tests by %d names began, %d passed, %d failed, %d aborted"
                  .formatted(
                      count(counts, "tests"),
                      tests.size(),
                      count(counts, "passed"),
                      count(counts, "failed"),
                      count(counts, "aborted"))));
    }
    return new ToolAnswer(good ? 0 : 1, counts, findings, tests);
  }

  private static long count(Map<String, Long> counts, String name) {
    return counts.getOrDefault(name, 0L);
  }

  /// What went wrong, and the last that the process said.
  private static ToolAnswer broken(String message, Finished finished) {
    List<Finding> findings = new ArrayList<>(List.of(new Finding("", 0, "run", message)));
    List<String> said = finished.output().lines().filter(line -> !line.isBlank()).toList();
    for (int i = Math.max(0, said.size() - SHOWN); i < said.size(); i++) {
      // Numbered by line, for findings are sorted.
      findings.add(new Finding("", i + 1, "output", said.get(i).strip()));
    }
    return new ToolAnswer(BROKEN, Map.of(), findings);
  }

  /// Tests can write there too, but for our seal: what is no plain file of a fair size is none.
  private static List<String> lines(Path file) {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LARGEST
          ? Files.readAllLines(file)
          : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  /// A jar of [TestRun] and its [Seal] alone: tests need see nothing else of ours. They are named,
  /// not loaded: JUnit, which they need, is with the tests and not with us.
  static Path runner(Path cache) {
    try {
      Sha256 key = new Sha256();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (JarOutputStream out = new JarOutputStream(bytes)) {
        for (String type : List.of("TestRun", "TestRun$Outcomes", "Seal")) {
          String name = TestRunner.class.getPackageName().replace('.', '/') + "/" + type + ".class";
          byte[] code = code(name);
          key.add(name, code);
          out.putNextEntry(new JarEntry(name));
          out.write(code);
        }
      }
      Path jar = cache.resolve("runner-" + key.hex().substring(0, 16) + ".jar");
      if (!Files.exists(jar)) {
        Files.createDirectories(cache);
        Path draft = Files.createTempFile(cache, "runner", ".jar");
        Files.write(draft, bytes.toByteArray());
        Files.move(draft, jar, StandardCopyOption.ATOMIC_MOVE);
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into " + cache, e);
    }
  }

  private static byte[] code(String name) throws IOException {
    try (var in = TestRunner.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("cannot find our own " + name);
      }
      return in.readAllBytes();
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("breakeven-tests-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
