package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.Finding;
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
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// Runs tests in a fresh process in the sandbox, by [TestRun].
final class TestRunner {
  private static final String COPY = "/breakeven-copy";
  private static final String CLASSES = "/breakeven-classes";
  private static final String RESULT = "/breakeven-result";
  private static final int BROKEN = 70;

  private final JudgeTools tools;
  private final String libraries;
  private final Path runner;

  /// @param libraries the class path of the tests, without their own classes
  TestRunner(JudgeTools tools, String libraries) {
    this.tools = tools;
    this.libraries = libraries;
    runner = runner(tools.cache());
  }

  /// Runs the tests of compiled classes.
  ///
  /// @param copy the repository, in which the tests start; they cannot change it
  /// @param classes the folder of classes
  /// @param resources folders of the repository on the class path
  ToolAnswer run(Path copy, Path classes, List<String> resources, Duration limit)
      throws InterruptedException {
    Path result = temporary();
    try {
      String word = UUID.randomUUID().toString();
      FileTree.write(result.resolve(TestRun.WORD), word);
      Command command =
          new Command(words(resources), COPY, Map.of(), mounts(copy, classes, result), limit);
      Finished finished = tools.sandbox().run(command);
      return answer(finished, lines(result.resolve(TestRun.RESULT)), word);
    } finally {
      Folders.delete(result);
    }
  }

  private List<String> words(List<String> resources) {
    List<String> words = new ArrayList<>();
    words.add(tools.java());
    words.addAll(List.of("-Xmx512m", "-Xss2m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.addAll(List.of("-Xshare:auto", "-Duser.language=en", "-Duser.country=US"));
    words.addAll(List.of("-XX:+EnableDynamicAgentLoading", "-Duser.timezone=UTC"));
    words.addAll(List.of("-cp", runner + File.pathSeparator + libraries));
    words.addAll(List.of(TestRun.class.getName(), RESULT, CLASSES));
    resources.forEach(folder -> words.add(COPY + "/" + folder));
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
    mounts.add(new Command.Mount(copy, COPY, false));
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
      return broken("the tests did not end in time");
    }
    if (lines.isEmpty()) {
      return broken("the test run ended before its end, with exit code " + finished.exitCode());
    }
    List<String> said = lines.subList(0, lines.size() - 1);
    if (!new Seal(word.getBytes(StandardCharsets.UTF_8)).on(said).equals(lines.getLast())) {
      return broken("the result of the test run was not written by the test run");
    }
    Map<String, Long> counts = new TreeMap<>();
    List<Finding> findings = new ArrayList<>();
    for (String line : said) {
      String[] fields = line.split("\t", 5);
      if (fields[0].equals("failure")) {
        findings.add(new Finding(fields[1], Integer.parseInt(fields[2]), fields[3], fields[4]));
      } else {
        counts.put(fields[0], Long.parseLong(fields[1]));
      }
    }
    // The process's own exit code could come from a thread that a test left behind.
    boolean good =
        counts.getOrDefault("tests", 0L) > 0
            && counts.getOrDefault("failed", 0L) == 0
            && counts.getOrDefault("containersFailed", 0L) == 0;
    return new ToolAnswer(good ? 0 : 1, counts, findings);
  }

  private static ToolAnswer broken(String message) {
    return new ToolAnswer(BROKEN, Map.of(), List.of(new Finding("", 0, "run", message)));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  /// A jar of [TestRun] and its [Seal] alone: tests need see nothing else of ours.
  private static Path runner(Path cache) {
    try {
      Sha256 key = new Sha256();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (JarOutputStream out = new JarOutputStream(bytes)) {
        for (Class<?> type : List.of(TestRun.class, Seal.class)) {
          String name = type.getName().replace('.', '/') + ".class";
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
