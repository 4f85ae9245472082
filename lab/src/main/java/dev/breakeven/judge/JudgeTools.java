package dev.breakeven.judge;

import dev.breakeven.task.Check;
import dev.breakeven.task.Coordinate;
import dev.breakeven.task.Environment;
import dev.breakeven.task.Pack;
import dev.breakeven.task.PreparedPack;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.workspace.Sandbox;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What judges work with, shared by all of them: a JDK, the packs' jars, warm worker processes, the
/// sandbox in which agents' code runs. Closing it ends the workers.
public final class JudgeTools implements AutoCloseable {
  private final Path jdk;
  private final Path jars;
  private final Path cache;
  private final Sandbox sandbox;
  private final WorkerPool workers;
  private final Map<String, WarmPython> warm = new ConcurrentHashMap<>();
  private final Map<String, Reference> references = new ConcurrentHashMap<>();

  /// Tools of this machine.
  ///
  /// @param jars the folder of jars that packs name
  /// @param cache a folder for what is worth keeping between runs, made if need be
  /// @param sandbox where agents' code runs
  /// @param workers how many worker processes may run at once; a worker takes up to 400 MB
  public JudgeTools(Path jars, Path cache, Sandbox sandbox, int workers) {
    this.jars = jars.toAbsolutePath().normalize();
    this.cache = cache.toAbsolutePath().normalize();
    this.sandbox = sandbox;
    jdk = Path.of(System.getProperty("java.home"));
    this.workers = new WorkerPool(java(), workers);
  }

  /// The program `java` of the JDK we run on.
  String java() {
    return jdk.resolve("bin/java").toString();
  }

  Path jdk() {
    return jdk;
  }

  Path jars() {
    return jars;
  }

  Path cache() {
    return cache;
  }

  /// How long the checks of untouched repositories took here.
  BaseTimes times() {
    return new BaseTimes(cache.resolve("times"));
  }

  Sandbox sandbox() {
    return sandbox;
  }

  /// What is kept between judgements of a pack's Python in an environment.
  WarmPython warmPython(Environment environment, String pack) {
    return warm.computeIfAbsent(pack + " " + environment, _ -> new WarmPython());
  }

  /// Works out beforehand what judgements of `pack` can use again, if anything, and how long its
  /// checks take here, if that is not known.
  public void warm(PreparedPack pack) throws InterruptedException {
    boolean timed =
        pack.pack().checks().stream()
            .filter(check -> check instanceof Check.Pytest || check instanceof Check.JUnit)
            .allMatch(check -> times().known(pack.pack(), check).isPresent());
    if (!timed) {
      Judge.ofBase(pack, this).judge(pack.base());
    }
    boolean python =
        pack.pack().checks().stream()
            .anyMatch(check -> check instanceof Check.Mypy || check instanceof Check.Pytest);
    if (python) {
      var environment = pack.pack().environment();
      warmPython(environment, pack.pack().name())
          .fill(pack.pack(), pack.base(), environment.within(sandbox));
    }
  }

  WorkerPool workers() {
    return workers;
  }

  /// The reference solution of `task`, worked out once.
  Reference reference(PreparedTask task) {
    String key = task.tree() + " " + task.task().name();
    return references.computeIfAbsent(key, _ -> Reference.of(task));
  }

  /// What source files say, read in a worker process. Files it dies of are told as one that cannot
  /// be read.
  Map<String, Sayings> read(Path root, List<String> paths) throws InterruptedException {
    if (paths.isEmpty()) {
      return Map.of();
    }
    List<String> request = new ArrayList<>(List.of("read", root.toString()));
    request.addAll(paths);
    ToolAnswer answer = workers.ask(request);
    if (answer.exitCode() == 0) {
      return Sayings.byFile(answer.findings());
    }
    var said = new Sayings();
    said.add(Sayings.What.UNREADABLE, "what was changed cannot be read in the time it has", 1);
    return Map.of("", said);
  }

  /// A class path of jars: those that stand in the pack's own folder `jars`, and else those of the
  /// build.
  ///
  /// @throws IllegalArgumentException if one is not there
  String classPath(Pack pack, List<Coordinate> coordinates) {
    Path own = pack.folder().resolve("jars").toAbsolutePath().normalize();
    return coordinates.stream()
        .map(Coordinate::fileName)
        .map(name ->
            Stream.of(own, jars)
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "the judge needs %s in %s or %s".formatted(name, own, jars))))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public void close() {
    workers.close();
    references.values().forEach(Reference::close);
    warm.values().forEach(WarmPython::clear);
  }
}
