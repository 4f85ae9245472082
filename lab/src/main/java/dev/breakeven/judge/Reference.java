package dev.breakeven.judge;

import dev.breakeven.task.Check;
import dev.breakeven.task.Edits;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.Glob;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.task.Sha256;
import dev.breakeven.workspace.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A task's reference solution as files, and how each of its tests ends: what work is held against.
final class Reference implements AutoCloseable {
  private final PreparedTask task;
  private final Path tree;
  private final Changes changes;
  private @Nullable String hash;
  private @Nullable Map<String, Map<String, String>> tests;

  private Reference(PreparedTask task, Path tree) {
    this.task = task;
    this.tree = tree;
    changes = Changes.between(task.tree(), tree, new Glob(List.of()));
  }

  /// Works the reference solution of `task` out, in a folder of ours.
  static Reference of(PreparedTask task) {
    Path tree = Judge.scratch();
    FileTree.copy(task.tree(), tree);
    Edits.apply(tree, task.reference());
    return new Reference(task, tree);
  }

  /// Its files, not to be changed.
  Path tree() {
    return tree;
  }

  /// What it changes in the prepared files.
  Changes changes() {
    return changes;
  }

  /// How its tests end, by check and by the test's identity; empty where a check is not green on
  /// it. They run once; where work is equal to it, they ran already; where they ran in an earlier
  /// run, it is remembered.
  ///
  /// @param checks all checks of the task
  /// @param copy work that was judged
  /// @param ran how its tests ended
  synchronized Map<String, Map<String, String>> tests(
      JudgeTools tools, List<Check> checks, Path copy, Map<String, Map<String, String>> ran)
      throws InterruptedException {
    if (tests == null) {
      String own = hash();
      Path kept = tools.cache().resolve("tests-" + key(own, checks).substring(0, 24) + ".txt");
      Optional<Map<String, Map<String, String>>> known = read(kept);
      if (known.isPresent()) {
        tests = known.get();
      } else {
        tests = hash(copy).equals(own) ? ran : run(tools, checks);
        write(kept, tests);
      }
    }
    return tests;
  }

  private Map<String, Map<String, String>> run(JudgeTools tools, List<Check> checks)
      throws InterruptedException {
    Path copy = Judge.scratch();
    Path classes = Judge.scratch();
    try {
      FileTree.copy(tree, copy);
      var runner = new CheckRunner(task.pack(), tools);
      Map<String, Map<String, String>> found = new TreeMap<>();
      for (var result : runner.run(OwnTests.testing(checks), copy, classes)) {
        found.put(
            result.check(),
            result.passed() ? runner.tests().getOrDefault(result.check(), Map.of()) : Map.of());
      }
      return found;
    } finally {
      Folders.delete(copy);
      Folders.delete(classes);
    }
  }

  private String hash() {
    if (hash == null) {
      hash = hash(tree);
    }
    return hash;
  }

  private static String hash(Path folder) {
    var sha256 = new Sha256();
    Sha256.addTree(sha256, folder);
    return sha256.hex();
  }

  private String key(String own, List<Check> checks) {
    var words = own + checks + task.pack().name() + task.pack().environment();
    return new Sha256().add("tests", words.getBytes(StandardCharsets.UTF_8)).hex();
  }

  private static Optional<Map<String, Map<String, String>>> read(Path file) {
    try {
      Map<String, Map<String, String>> found = new HashMap<>();
      for (String line : Files.readAllLines(file)) {
        String[] fields = line.split("\t", 3);
        found.computeIfAbsent(fields[0], _ -> new TreeMap<>()).put(fields[2], fields[1]);
      }
      return Optional.of(found);
    } catch (IOException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static void write(Path file, Map<String, Map<String, String>> tests) {
    List<String> lines = new ArrayList<>();
    tests.forEach((check, ended) ->
        ended.forEach((test, how) ->
            lines.add(check + "\t" + how + "\t" + test.replaceAll("[\\r\\n]", " "))));
    Path folder = Objects.requireNonNull(file.getParent());
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, "tests", ".txt");
      Files.write(draft, lines);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into " + folder, e);
    }
  }

  @Override
  public void close() {
    Folders.delete(tree);
  }
}
