package dev.breakeven.task;

import dev.breakeven.workspace.Command;
import dev.breakeven.workspace.Furnished;
import dev.breakeven.workspace.Sandbox;
import dev.breakeven.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A virtual environment of Python, which commands see at [#INSIDE].
///
/// @param folder the one that holds `pyvenv.cfg`
record VirtualEnvironment(Path folder) {
  /// Its path as commands see it.
  static final String INSIDE = "/environment";

  private static final String PATH = INSIDE + "/bin:/usr/local/bin:/usr/bin:/bin";
  private static final long LONGEST_SCRIPT = 1 << 16;

  /// Checks that there is one.
  ///
  /// @throws IllegalArgumentException if not
  VirtualEnvironment {
    if (!Files.isRegularFile(folder.resolve("pyvenv.cfg"))
        || !Files.exists(folder.resolve("bin/python3"))) {
      throw new IllegalArgumentException(
          "expected a virtual environment with pyvenv.cfg and bin/python3, got " + folder);
    }
  }

  /// Makes one as `made` says, in `copy`, a copy of the repository.
  ///
  /// @throws IllegalArgumentException if the command fails; says what it printed last
  static void make(Environment.Place.Made made, Path copy) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(made.words())
              .directory(copy.toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalArgumentException(
            "the pack's environment cannot be made: %s failed: %s"
                .formatted(String.join(" ", made.words()), output));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the pack's environment cannot be made: %s cannot be started; install it, or name an"
                  .formatted(made.words().getFirst())
              + " environment with --environment",
          e);
    }
    new VirtualEnvironment(copy.resolve(made.folder())).settle();
  }

  /// `sandbox` with this environment's programs first on the PATH.
  Sandbox within(Sandbox sandbox, Map<String, String> variables) {
    List<Command.Mount> mounts = new ArrayList<>();
    mounts.add(new Command.Mount(folder, INSIDE, false));
    for (Path prefix : interpreters()) {
      mounts.add(new Command.Mount(prefix, prefix.toString(), false));
    }
    Map<String, String> all = new TreeMap<>(variables);
    all.put("PATH", PATH);
    all.put("VIRTUAL_ENV", INSIDE);
    return new Furnished(sandbox, mounts, all);
  }

  /// Makes it one that works at [#INSIDE]: its scripts name their interpreter by an absolute path,
  /// and the workspace is importable, as an editable install would make it, also for tests that set
  /// `PYTHONPATH` anew.
  void settle() {
    try (Stream<Path> scripts = Files.list(folder.resolve("bin"))) {
      for (Path script : (Iterable<Path>) scripts::iterator) {
        if (!Files.isSymbolicLink(script)
            && Files.isRegularFile(script)
            && Files.size(script) <= LONGEST_SCRIPT) {
          // Byte by byte, so that a small program that is no text stays as it is.
          String text = Files.readString(script, StandardCharsets.ISO_8859_1);
          String own = folder.toAbsolutePath().toString();
          if (text.contains(own)) {
            Files.writeString(script, text.replace(own, INSIDE), StandardCharsets.ISO_8859_1);
          }
        }
      }
      for (Path packages : sitePackages()) {
        Files.writeString(
            packages.resolve("breakeven-workspace.pth"),
            Workspace.INSIDE + "\n" + Workspace.INSIDE + "/src\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot settle the environment in " + folder, e);
    }
  }

  private List<Path> sitePackages() throws IOException {
    try (Stream<Path> versions = Files.list(folder.resolve("lib"))) {
      return versions
          .map(version -> version.resolve("site-packages"))
          .filter(Files::isDirectory)
          .toList();
    }
  }

  /// The folders, beside `/usr`, in which its interpreter is installed, by each name that leads
  /// there.
  private Set<Path> interpreters() {
    Set<Path> prefixes = new LinkedHashSet<>();
    try {
      Path at = folder.resolve("bin/python3");
      while (Files.isSymbolicLink(at)) {
        at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
        addPrefix(prefixes, at);
      }
      addPrefix(prefixes, at.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot find the interpreter of " + folder, e);
    }
    return prefixes;
  }

  private void addPrefix(Set<Path> prefixes, Path interpreter) {
    Path bin = interpreter.getParent();
    Path prefix = bin == null ? null : bin.getParent();
    if (prefix != null
        && prefix.getNameCount() > 0
        && !prefix.startsWith("/usr")
        && !prefix.startsWith(folder)) {
      prefixes.add(prefix);
    }
  }
}
