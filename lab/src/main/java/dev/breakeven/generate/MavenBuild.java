package dev.breakeven.generate;

import dev.breakeven.task.FileTree;
import dev.breakeven.workspace.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a Maven build says of some of its modules, found out by building a copy as far as the
/// tests' resources.
///
/// @param jars the class path of their tests without what the build itself makes
/// @param modules the modules asked for, then those they are built on, by folder
/// @param chosen the folders of those asked for
/// @param generated sources and resources that the build made, by path
/// @param sourceRoots folders among these that hold sources
/// @param resourceRoots folders among these that hold resources
record MavenBuild(
    List<Path> jars,
    Map<String, EffectivePom.Module> modules,
    List<String> chosen,
    Map<String, byte[]> generated,
    List<String> sourceRoots,
    List<String> resourceRoots) {
  private static final String CLASS_PATH = "breakeven-class-path.txt";
  private static final String EFFECTIVE = "breakeven-effective-pom.xml";

  /// Takes immutable copies.
  MavenBuild {
    jars = List.copyOf(jars);
    chosen = List.copyOf(chosen);
    sourceRoots = List.copyOf(sourceRoots);
    resourceRoots = List.copyOf(resourceRoots);
  }

  /// Asks Maven.
  ///
  /// @param base the repository, which stays as it is
  /// @param chosen folders of modules, the root being the empty text
  /// @throws IllegalArgumentException if Maven cannot say it
  static MavenBuild of(Path base, List<String> chosen, Progress progress)
      throws InterruptedException {
    try {
      Path copy = Files.createTempDirectory("breakeven-maven-").toRealPath();
      try {
        FileTree.copy(base, copy);
        ask(copy, chosen, progress);
        return read(base, copy, chosen);
      } finally {
        Folders.delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// First what must be known, then as far as the build goes: a module that does not compile still
  /// has its class path, for the modules it is built on came before it.
  private static void ask(Path copy, List<String> chosen, Progress progress)
      throws InterruptedException {
    List<String> goals = new ArrayList<>();
    if (!chosen.equals(List.of(""))) {
      goals.addAll(List.of("-pl", String.join(",", chosen.stream().map(MavenBuild::dot).toList())));
      goals.add("-am");
    }
    goals.addAll(
        List.of(
            "help:effective-pom",
            "-Doutput=" + copy.resolve(EFFECTIVE),
            "dependency:build-classpath",
            "-Dmdep.includeScope=test",
            "-Dmdep.outputFile=" + CLASS_PATH,
            "process-test-resources"));
    Maven.Ran ran = Maven.run(copy, goals, progress);
    boolean known =
        Files.isRegularFile(copy.resolve(EFFECTIVE))
            && chosen.stream()
                .allMatch(module -> Files.isRegularFile(copy.resolve(module).resolve(CLASS_PATH)));
    if (!ran.succeeded() && !known) {
      throw new IllegalArgumentException(
          ran.words()
              + " failed; mend what it says, or name the jars with --libraries. It said:\n"
              + ran.said());
    }
    if (!ran.succeeded()) {
      progress.say("  Maven could not compile it here, so nothing that its build makes is known:");
      ran.said().lines().limit(2).forEach(progress::say);
    }
  }

  private static String dot(String module) {
    return module.isEmpty() ? "." : module;
  }

  private static MavenBuild read(Path base, Path copy, List<String> chosen) throws IOException {
    Map<String, EffectivePom.Module> all = EffectivePom.read(copy.resolve(EFFECTIVE), copy);
    Map<String, EffectivePom.Module> modules = new LinkedHashMap<>();
    Set<Path> jars = new LinkedHashSet<>();
    for (String module : chosen) {
      EffectivePom.Module found = all.get(module);
      if (found == null) {
        throw new IllegalArgumentException(
            "expected a module of the build, got " + module + "; it has " + all.keySet());
      }
      modules.put(module, found);
      Path answer = copy.resolve(module).resolve(CLASS_PATH);
      String text = Files.isRegularFile(answer) ? Files.readString(answer).strip() : "";
      for (String entry : text.split(":", -1)) {
        Path path = Path.of(entry);
        if (path.startsWith(copy)) {
          String folder = copy.relativize(path).toString().replaceFirst("/?target/.*$", "");
          if (all.containsKey(folder)) {
            modules.putIfAbsent(folder, all.get(folder));
          }
        } else if (!entry.isBlank() && entry.endsWith(".jar")) {
          jars.add(path);
        }
      }
    }
    GeneratedFiles generated = new GeneratedFiles(base, copy);
    modules.forEach(generated::collect);
    return new MavenBuild(
        List.copyOf(jars),
        modules,
        chosen,
        generated.files(),
        generated.sourceRoots(),
        generated.resourceRoots());
  }
}
