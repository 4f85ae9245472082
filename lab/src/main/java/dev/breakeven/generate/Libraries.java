package dev.breakeven.generate;

import dev.breakeven.task.Coordinate;
import dev.breakeven.task.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The jars of a Java project, found and put beside its pack.
final class Libraries {
  private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d.*)");

  private final Machine machine;
  private final Path target;
  private final Progress progress;
  private final Map<String, String> found = new TreeMap<>();

  private Libraries(Machine machine, Path target, Progress progress) {
    this.machine = machine;
    this.target = target;
    this.progress = progress;
  }

  /// Finds the jars and copies them to `target`.
  ///
  /// @param named jars, folders of jars, or coordinates
  /// @return their coordinates, sorted
  /// @throws IllegalArgumentException if one cannot be found
  static List<String> collect(Machine machine, List<String> named, Path target, Progress progress)
      throws InterruptedException {
    Libraries libraries = new Libraries(machine, target, progress);
    named.forEach(libraries::add);
    libraries.addEngines();
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
    Path jar =
        at(wanted)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "expected %s in %s or %s, found none; fetch it with mvn dependency:get -Dartifact=%s"
                        .formatted(
                            wanted.fileName(),
                            machine.jars(),
                            machine.maven(),
                            coordinate(wanted))));
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

  /// Build tools bring engines and the launcher of JUnit along by themselves, so projects seldom
  /// name them.
  private void addEngines() throws InterruptedException {
    Map<String, String> there = new TreeMap<>();
    found
        .values()
        .forEach(one -> {
          Coordinate coordinate = Coordinate.parse(one);
          there.put(coordinate.artifact(), coordinate.version());
        });
    String junit = there.getOrDefault("junit", "");
    if (TestEngines.outdated(junit)) {
      found.remove("junit-" + junit + ".jar");
      wanted(new Coordinate("junit", "junit", "4.13.2", ""));
      progress.say(
          "JUnit " + junit + " is run as 4.13.2, which the platform's vintage engine needs.");
    }
    List<Coordinate> missing = TestEngines.missing(there);
    for (Coordinate coordinate : missing) {
      wanted(coordinate);
    }
    missing.stream()
        .filter(one -> one.artifact().endsWith("-engine") && !one.artifact().contains("platform"))
        .forEach(one ->
            progress.say("Its tests are run by %s %s.".formatted(one.artifact(), one.version())));
  }

  /// Takes a jar from this machine, or has Maven fetch it first.
  private void wanted(Coordinate coordinate) throws InterruptedException {
    if (at(coordinate).isEmpty()) {
      Maven.Ran ran =
          Maven.run(
              Path.of("").toAbsolutePath(),
              List.of(
                  "dependency:get", "-Dartifact=" + coordinate(coordinate), "-Dtransitive=false"),
              progress);
      if (!ran.succeeded()) {
        throw new IllegalArgumentException(
            "the tests need "
                + coordinate(coordinate)
                + "; name a folder that has it with --libraries. "
                + ran.words()
                + " said:\n"
                + ran.said());
      }
    }
    addCoordinate(coordinate);
  }

  /// Where a jar stands on this machine, if it does.
  private Optional<Path> at(Coordinate wanted) {
    return Stream.of(
            machine.jars().resolve(wanted.fileName()),
            machine
                .maven()
                .resolve(wanted.group().replace('.', '/'))
                .resolve(wanted.artifact())
                .resolve(wanted.version())
                .resolve(wanted.fileName()))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
