package dev.breakeven.judge;

import dev.breakeven.task.Check;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.Pack;
import dev.breakeven.workspace.Command;
import dev.breakeven.workspace.Finished;
import dev.breakeven.workspace.Folders;
import dev.breakeven.workspace.Sandbox;
import dev.breakeven.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What is kept between the judgements of one pack: mypy's cache and the byte code of the prepared
/// repository, and which tests passed on which files. None can make a verdict stale: mypy compares
/// contents where times differ, and they always do; the byte code is checked by Python against the
/// hash of its source; passes are kept by the contents of all files.
final class WarmPython {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final String HERE = "/breakeven-warm";

  private @Nullable Path folder;
  private @Nullable Boolean spreads;
  private final Map<String, ToolAnswer> passes = new ConcurrentHashMap<>();

  /// Nothing kept yet.
  WarmPython() {}

  /// Whether pytest can spread tests over processes in `sandbox`.
  synchronized boolean spreads(Sandbox sandbox) throws InterruptedException {
    if (spreads == null) {
      Finished finished =
          sandbox.run(
              new Command(
                  List.of("python3", "-c", "import xdist"),
                  "/tmp",
                  Map.of(),
                  List.of(),
                  Duration.ofMinutes(1)));
      spreads = finished.exitCode() == 0;
    }
    return spreads;
  }

  /// Fills `cache` with what mypy found on the prepared repository, if anything is kept.
  synchronized void mypy(Path cache) {
    if (folder != null && Files.isDirectory(folder.resolve("mypy"))) {
      FileTree.copy(folder.resolve("mypy"), cache);
    }
  }

  /// What tests said that passed on these files.
  Optional<ToolAnswer> passed(String files) {
    return Optional.ofNullable(passes.get(files));
  }

  /// Keeps what tests said that passed on these files.
  void remember(String files, ToolAnswer answer) {
    passes.put(files, answer);
  }

  /// The kept byte code.
  synchronized Optional<Path> byteCode() {
    return Optional.ofNullable(folder).map(kept -> kept.resolve("code"));
  }

  /// Runs mypy and the compiler once on `base` and keeps what they leave.
  ///
  /// @param sandbox that of the pack's environment
  synchronized void fill(Pack pack, Path base, Sandbox sandbox) throws InterruptedException {
    if (folder != null) {
      return;
    }
    Path kept = Judge.scratch();
    Path copy = Judge.scratch();
    try {
      Files.createDirectory(kept.resolve("mypy"));
      Files.createDirectory(kept.resolve("code"));
      FileTree.copy(base, copy);
      List<Command.Mount> mounts =
          List.of(
              new Command.Mount(copy, Workspace.INSIDE, true), new Command.Mount(kept, HERE, true));
      for (Check check : pack.checks()) {
        if (check instanceof Check.Mypy mypy) {
          List<String> words =
              new ArrayList<>(List.of("python3", "-m", "mypy", "--cache-dir", HERE + "/mypy"));
          words.addAll(mypy.sources());
          sandbox.run(new Command(words, Workspace.INSIDE, Map.of(), mounts, LIMIT));
        }
      }
      sandbox.run(
          new Command(
              List.of(
                  "python3", "-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "."),
              Workspace.INSIDE,
              Map.of("PYTHONPYCACHEPREFIX", HERE + "/code"),
              mounts,
              LIMIT));
      folder = kept;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Folders.delete(copy);
    }
  }

  /// Forgets everything.
  synchronized void clear() {
    if (folder != null) {
      Folders.delete(folder);
      folder = null;
    }
  }
}
