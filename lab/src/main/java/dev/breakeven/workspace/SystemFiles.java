package dev.breakeven.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The programs and settings that commands under bubblewrap see: this machine's own, or those of a
/// system unpacked in a folder.
///
/// @param root the folder, `/` for this machine
/// @param etc files and folders of its `/etc`, as absolute paths of this machine
record SystemFiles(Path root, List<Path> etc) {
  /// Files and folders of `/etc` that programs need and that hold no secret.
  private static final List<String> ETC =
      List.of("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives");

  /// Top folders that are links into `/usr` on a merged system and folders of their own elsewhere.
  private static final List<String> TOP = List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");

  /// What the sandbox makes up itself.
  private static final Set<String> MADE_UP = Set.of("hosts", "passwd", "group");

  /// This machine's.
  static SystemFiles own() {
    List<Path> etc = new ArrayList<>();
    ETC.stream().map(Path::of).filter(Files::exists).forEach(etc::add);
    // The folders into which Debian's JDKs link their settings.
    entries(Path.of("/etc"))
        .filter(path -> path.getFileName().toString().startsWith("java-"))
        .filter(Files::isDirectory)
        .forEach(etc::add);
    return new SystemFiles(Path.of("/"), etc);
  }

  /// Those of the system unpacked in `root`, with all of its `/etc`: nobody logs in there.
  ///
  /// @throws IllegalArgumentException if no system is there
  static SystemFiles in(Path root) {
    Path real = root.toAbsolutePath().normalize();
    if (!Files.exists(real.resolve("bin/sh"))) {
      throw new IllegalArgumentException(
          "expected a folder that holds a system with a /bin/sh, got " + root);
    }
    List<Path> etc = new ArrayList<>();
    entries(real.resolve("etc"))
        .filter(path -> !MADE_UP.contains(path.getFileName().toString()))
        .forEach(etc::add);
    return new SystemFiles(real, etc);
  }

  /// The options by which bubblewrap shows them.
  List<String> options() {
    List<String> options = new ArrayList<>();
    bind(options, root.resolve("usr"), "/usr");
    for (String top : TOP) {
      Path path = root.resolve(top);
      if (Files.isSymbolicLink(path)) {
        options.addAll(List.of("--symlink", target(path), "/" + top));
      } else if (Files.isDirectory(path)) {
        bind(options, path, "/" + top);
      }
    }
    if (!isOwn() && Files.isDirectory(root.resolve("opt"))) {
      bind(options, root.resolve("opt"), "/opt");
    }
    for (Path path : etc) {
      String inside = "/" + root.relativize(path);
      if (Files.isSymbolicLink(path) && !isOwn()) {
        options.addAll(List.of("--symlink", target(path), inside));
      } else {
        bind(options, path, inside);
      }
    }
    return options;
  }

  private boolean isOwn() {
    return root.getNameCount() == 0;
  }

  private static void bind(List<String> options, Path outside, String inside) {
    options.addAll(List.of("--ro-bind", outside.toString(), inside));
  }

  private static Stream<Path> entries(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return Stream.empty();
    }
    try (var entries = Files.list(folder)) {
      return entries.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
