package dev.breakeven.generate;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What installing a Python repository would write beside its sources: the module with its version,
/// where a build writes one, and the facts of its distribution, which programs ask for by
/// `importlib.metadata`.
final class PythonMetadata {
  private static final Pattern IMPORTED =
      Pattern.compile(
          "^\\s*from\\s+(?:\\.|[\\w.]+\\.)(_version|version)\\s+import", Pattern.MULTILINE);
  private static final Pattern SAID =
      Pattern.compile(
          "^__version__\\s*(?::\\s*\\w+\\s*)?=\\s*[\"']([^\"']+)[\"']", Pattern.MULTILINE);

  private PythonMetadata() {}

  /// The files, by path.
  ///
  /// @param tag the last tag of the repository, empty if it has none
  static Map<String, byte[]> of(Path base, PythonLayout layout, String tag) {
    PythonSettings settings = new PythonSettings(base);
    Map<String, byte[]> files = new LinkedHashMap<>();
    String first = layout.sources().getFirst();
    String start = Texts.read(base.resolve(first).resolve("__init__.py"));
    Matcher said = SAID.matcher(start);
    String fallback = tag.matches("v?\\d+(\\.\\d+)*.*") ? tag.replaceFirst("^v", "") : "0.0.0";
    String version = settings.version().orElse(said.find() ? said.group(1) : fallback);
    settings.versionFile().ifPresent(path -> files.put(path, module(version)));
    Matcher imported = IMPORTED.matcher(start);
    if (imported.find()) {
      String path = first + "/" + imported.group(1) + ".py";
      boolean there =
          Files.exists(base.resolve(path))
              || Files.isDirectory(base.resolve(first + "/" + imported.group(1)));
      if (!there) {
        files.putIfAbsent(path, module(version));
      }
    }
    if (!settings.name().isEmpty()) {
      String root = layout.root().isEmpty() ? "" : layout.root() + "/";
      String folder = root + settings.name().replaceAll("[-.]+", "_") + ".egg-info/";
      files.put(
          folder + "PKG-INFO",
          bytes(
              "Metadata-Version: 2.1\nName: %s\nVersion: %s\n"
                  .formatted(settings.name(), version)));
      String entries = settings.entryPoints();
      if (!entries.isEmpty()) {
        files.put(folder + "entry_points.txt", bytes(entries));
      }
    }
    return files;
  }

  /// The names that modules of setuptools-scm and hatch-vcs have.
  private static byte[] module(String version) {
    String parts =
        String.join(
            ", ",
            java.util.Arrays.stream(version.split("[.+]", -1))
                .map(part -> part.matches("\\d{1,9}") ? part : "\"" + part + "\"")
                .toList());
    return bytes(
        """
        __version__ = version = "%s"
        __version_tuple__ = version_tuple = (%s,)
        __commit_id__ = commit_id = None
        """
            .formatted(version, parts));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
