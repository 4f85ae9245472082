package dev.breakeven.task;

import dev.breakeven.workspace.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Prepares packs: brings the repository onto disk, puts the faults in, works the reference
/// solution out. What has been prepared once is found again by the fingerprint of all that decides
/// it.
public final class Setup {
  /// The code that shapes what is prepared: when it changes, so does every fingerprint.
  private static final List<Class<?>> SHAPING =
      List.of(
          CompileSites.class,
          FaultChooser.class,
          Glob.class,
          JavaInjection.class,
          LintSites.class,
          LoadSites.class,
          PythonImports.class,
          PythonInjection.class,
          PythonLintSites.class,
          PythonLoadSites.class,
          PythonTypeSites.class,
          RepositoryFiles.class,
          SavedTask.class,
          Setup.class,
          Splice.class,
          StepResolver.class);

  private final Path jars;
  private final Path cache;

  /// A setup that finds jars in one folder and keeps what it prepares in another.
  ///
  /// @param jars the jars a pack names, by file name `artifact-version[-classifier].jar`
  /// @param cache made if it does not exist
  public Setup(Path jars, Path cache) {
    this.jars = jars;
    this.cache = cache;
  }

  /// Prepares `pack`, or finds it prepared.
  ///
  /// @throws IllegalArgumentException if the pack cannot be prepared as it says
  /// @throws InterruptedException if this thread is interrupted while git runs
  public PreparedPack prepare(Pack pack) throws InterruptedException {
    String fingerprint = fingerprint(pack);
    Path folder = cache.resolve(pack.name() + "-" + fingerprint.substring(0, 16));
    if (!Files.isDirectory(folder)) {
      build(pack, folder);
    }
    Path base = folder.resolve("base");
    Pack ready = pack.at(place(pack, base, folder));
    List<PreparedTask> tasks = new ArrayList<>();
    for (Task task : pack.tasks()) {
      Path place = folder.resolve(task.name());
      SavedTask saved = SavedTask.read(place.resolve("task.json"));
      tasks.add(
          new PreparedTask(
              ready, task, base, place.resolve("tree"), saved.reference(), saved.faults()));
    }
    return new PreparedPack(ready, fingerprint, base, tasks);
  }

  private void build(Pack pack, Path folder) throws InterruptedException {
    try {
      Files.createDirectories(cache);
      Path draft = Files.createTempDirectory(cache, "draft-");
      try {
        Path base = draft.resolve("base");
        new RepositoryFiles(jars).write(pack.repository(), base);
        for (Task task : pack.tasks()) {
          build(pack, task, base, draft.resolve(task.name()));
        }
        publish(draft, folder);
      } finally {
        Folders.delete(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare pack " + pack.name() + " in " + cache, e);
    }
  }

  /// Where the pack's tools stand ready; makes them where the pack says how.
  private static Environment.Place place(Pack pack, Path base, Path folder)
      throws InterruptedException {
    if (!(pack.environment().place() instanceof Environment.Place.Made made)) {
      return pack.environment().place();
    }
    Path environment = folder.resolve("environment");
    if (!Files.isDirectory(environment)) {
      try {
        Path draft = Files.createTempDirectory(folder, "draft-");
        try {
          FileTree.copy(base, draft);
          VirtualEnvironment.make(made, draft);
          publish(draft.resolve(made.folder()), environment);
        } finally {
          Folders.delete(draft);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot make the environment in " + environment, e);
      }
    }
    return new Environment.Place.Venv(environment);
  }

  private static void publish(Path draft, Path folder) throws IOException {
    try {
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Another process may have been quicker; what it made is the same.
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  private static void build(Pack pack, Task task, Path base, Path place) {
    Path tree = place.resolve("tree");
    FileTree.copy(base, tree);
    Preparation preparation = task.preparation();
    List<Fault> faults = new ArrayList<>();
    if (preparation.injection().isPresent()) {
      Injected injected = FaultChooser.choose(base, preparation.injection().get());
      injected.texts().forEach((path, text) -> FileTree.write(tree.resolve(path), text));
      faults.addAll(injected.faults());
    }
    Edits.apply(tree, StepResolver.resolve(tree, List.of(), preparation.edits()));
    for (Preparation.ProtectedFile file : preparation.files()) {
      FileTree.copyFile(pack.folder().resolve(file.from()), tree.resolve(file.path()));
    }
    List<Edit.Replace> inverses = faults.stream().map(Fault::inverse).toList();
    List<Edit> reference = StepResolver.resolve(tree, inverses, task.reference());
    new SavedTask(reference, faults).write(place.resolve("task.json"));
  }

  private String fingerprint(Pack pack) {
    Sha256 sha256 = new Sha256();
    for (Class<?> type : SHAPING) {
      String name = type.getSimpleName() + ".class";
      try (var bytes = type.getResourceAsStream(name)) {
        if (bytes != null) {
          sha256.add(name, bytes.readAllBytes());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Sha256.addTree(sha256, pack.folder());
    new RepositoryFiles(jars).fingerprint(pack.repository(), sha256);
    return sha256.hex();
  }
}
