package dev.breakeven.generate;

import dev.breakeven.task.Coordinate;
import dev.breakeven.task.FileTree;
import dev.breakeven.workspace.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The jars of a Java project, found and put beside its pack.
final class Libraries {
  private static final String LAUNCHER = "junit-platform-launcher";
  private static final String ENGINE = "junit-platform-engine";
  private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d.*)");

  private final Machine machine;
  private final Path target;
  private final Map<String, String> found = new TreeMap<>();

  private Libraries(Machine machine, Path target) {
    this.machine = machine;
    this.target = target;
  }

  /// Finds the jars and copies them to `target`.
  ///
  /// @param named jars, folders of jars, or coordinates; empty to ask Maven
  /// @param project the project's root, with a `pom.xml` if Maven is to be asked
  /// @return their coordinates, sorted
  /// @throws IllegalArgumentException if one cannot be found
  static List<String> collect(Machine machine, List<String> named, Path project, Path target)
      throws InterruptedException {
    Libraries libraries = new Libraries(machine, target);
    if (named.isEmpty() && Files.isRegularFile(project.resolve("pom.xml"))) {
      libraries.askMaven(project);
    }
    named.forEach(libraries::add);
    libraries.addLauncher();
    return List.copyOf(libraries.found.values());
  }

  private void add(String name) {
    Path path = Path.of(name);
    if (Files.isDirectory(path)) {
      FileTree.files(path).stream()
          .filter(file -> file.endsWith(".jar") && !file.endsWith("sources.jar"))
          .forEach(file -> addJar(path.resolve(file)));
    } else if (name.endsWith(".jar")) {
      addJar(path);
    } else {
      addCoordinate(Coordinate.parse(name));
    }
  }

  private void addCoordinate(Coordinate wanted) {
    Path jar = machine.jars().resolve(wanted.fileName());
    if (!Files.isRegularFile(jar)) {
      jar =
          machine
              .maven()
              .resolve(wanted.group().replace('.', '/'))
              .resolve(wanted.artifact())
              .resolve(wanted.version())
              .resolve(wanted.fileName());
    }
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException(
          "expected %s in %s or %s, found none; fetch it with mvn dependency:get -Dartifact=%s"
              .formatted(wanted.fileName(), machine.jars(), machine.maven(), coordinate(wanted)));
    }
    keep(jar, wanted);
  }

  /// A jar without a coordinate gets one from its place in a Maven repository, or from its name.
  private void addJar(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException("expected a jar, found none at " + jar);
    }
    String stem = String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", "");
    Matcher versioned = VERSIONED.matcher(stem);
    boolean known = versioned.matches();
    String artifact = known ? versioned.group(1) : stem;
    String version = known ? versioned.group(2) : "0";
    keep(jar, new Coordinate(group(jar, artifact), artifact, version, ""));
  }

  private String group(Path jar, String artifact) {
    Path inside = jar.toAbsolutePath().normalize();
    if (inside.startsWith(machine.maven()) && inside.getNameCount() > 3) {
      Path folder = machine.maven().relativize(inside);
      Path group = folder.subpath(0, Math.max(1, folder.getNameCount() - 3));
      return group.toString().replace('/', '.');
    }
    return artifact;
  }

  private void keep(Path jar, Coordinate coordinate) {
    FileTree.copyFile(jar, target.resolve(coordinate.fileName()));
    found.put(coordinate.fileName(), coordinate(coordinate));
  }

  private static String coordinate(Coordinate coordinate) {
    String three =
        String.join(":", coordinate.group(), coordinate.artifact(), coordinate.version());
    return coordinate.classifier().isEmpty() ? three : three + ":" + coordinate.classifier();
  }

  /// Build tools bring the launcher of JUnit along by themselves, so projects seldom name it.
  private void addLauncher() {
    boolean there = found.keySet().stream().anyMatch(name -> name.startsWith(LAUNCHER));
    List<String> engines =
        found.keySet().stream().filter(name -> name.startsWith(ENGINE + "-")).toList();
    if (!there && !engines.isEmpty()) {
      String version =
          engines.getFirst().substring(ENGINE.length() + 1).replaceFirst("\\.jar$", "");
      addCoordinate(new Coordinate("org.junit.platform", LAUNCHER, version, ""));
    }
  }

  private void askMaven(Path project) throws InterruptedException {
    List<String> words =
        List.of(
            "mvn",
            "-B",
            "-q",
            "dependency:build-classpath",
            "-Dmdep.includeScope=test",
            "-Dmdep.outputFile=class-path.txt");
    try {
      Path copy = Files.createTempDirectory("breakeven-generate-");
      try {
        FileTree.copy(project, copy);
        Process process =
            new ProcessBuilder(words).directory(copy.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        Path answer = copy.resolve("class-path.txt");
        if (process.waitFor() != 0 || !Files.isRegularFile(answer)) {
          throw new IllegalArgumentException(
              String.join(" ", words)
                  + " failed; name the jars with --libraries instead. It said: "
                  + output);
        }
        List<String> jars = new ArrayList<>(List.of(Files.readString(answer).strip().split(":")));
        jars.removeIf(String::isBlank);
        jars.forEach(jar -> addJar(Path.of(jar)));
      } finally {
        Folders.delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask mvn; name the jars with --libraries instead", e);
    }
  }
}
