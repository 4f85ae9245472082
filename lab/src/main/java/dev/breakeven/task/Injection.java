package dev.breakeven.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What can be broken in the sources of one language.
sealed interface Injection permits JavaInjection, PythonInjection {
  /// The kinds of check that must catch the faults: of types, of style, of tests at load.
  List<Sort> sorts();

  /// Where faults could go, in the order of files and places.
  ///
  /// @param sources files of the program by path
  /// @param tests files of its tests by path
  List<FaultPlace> sites(Map<String, String> sources, Map<String, String> tests);

  /// Whether a text with faults can still be parsed.
  boolean parses(String text);

  /// How the files of this language end.
  String ending();

  /// The kinds of faults that one kind of check catches.
  ///
  /// @param tool the kind of check
  /// @param weights how many of ten faults, or of five, are of each kind
  /// @param room which files get them
  record Sort(String tool, Map<String, Integer> weights, Room room) {}

  /// Which files get faults.
  enum Room {
    /// Those that have none yet.
    UNTOUCHED,
    /// Those that have one of another tool's.
    BESIDE,
    /// Those that have at most one.
    ANY
  }

  /// The language of the files in a folder of sources: the one that has more of them.
  ///
  /// @throws IllegalArgumentException if there is none
  static Injection of(Path root, String folder) {
    List<String> files = files(root, folder);
    long java = files.stream().filter(path -> path.endsWith(".java")).count();
    long python = files.stream().filter(path -> path.endsWith(".py")).count();
    if (java + python == 0) {
      throw new IllegalArgumentException(
          "expected Java or Python sources to put faults in under " + folder + ", found none");
    }
    return java >= python ? new JavaInjection() : new PythonInjection();
  }

  /// The texts of this language's files under a folder, or of the one file named, by path from the
  /// root. Files in another character set than UTF-8 are left alone.
  default Map<String, String> texts(Path root, String folder) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String path : files(root, folder)) {
      if (path.endsWith(ending())) {
        utf8(root.resolve(path)).ifPresent(text -> texts.put(path, text));
      }
    }
    return texts;
  }

  private static List<String> files(Path root, String folder) {
    if (Files.isRegularFile(root.resolve(folder))) {
      return List.of(folder);
    }
    return Files.isDirectory(root.resolve(folder))
        ? FileTree.files(root.resolve(folder)).stream().map(path -> folder + "/" + path).toList()
        : List.of();
  }

  private static Optional<String> utf8(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
