package dev.breakeven.generate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the files of settings at the root of a Python repository say: its name, its version, where
/// its tests are. They are read line by line, which is enough for plain keys and lists of texts.
final class PythonSettings {
  private static final Pattern SECTION = Pattern.compile("^\\[+\\s*([^\\[\\]]+?)\\s*]+\\s*(#.*)?$");
  private static final Pattern KEY = Pattern.compile("^\\s*\"?([\\w.:-]+)\"?\\s*=\\s*(.*)$");
  private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
  private static final Pattern GIVEN =
      Pattern.compile("\\b(name|version)\\s*=\\s*[\"']([^\"']+)[\"']");
  private static final Pattern MADE =
      Pattern.compile("(?:version[-_]file|write_to|version_file)\\s*=\\s*[\"']([^\"']+\\.py)[\"']");

  private final Path base;
  private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
  private final String setup;

  PythonSettings(Path base) {
    this.base = base;
    setup = Texts.read(base.resolve("setup.py"));
    for (String file : List.of("pyproject.toml", "setup.cfg", "tox.ini", "pytest.ini")) {
      read(Texts.read(base.resolve(file)));
    }
  }

  private void read(String text) {
    String section = "";
    String key = "";
    for (String line : text.lines().toList()) {
      Matcher opened = SECTION.matcher(line.strip());
      Matcher set = KEY.matcher(line);
      boolean indented = !line.isEmpty() && Character.isWhitespace(line.charAt(0));
      if (opened.matches() && !indented) {
        section = opened.group(1).replace("\"", "");
        key = "";
      } else if (set.matches() && !(indented && !key.isEmpty())) {
        key = set.group(1);
        values(section).putIfAbsent(key, set.group(2).strip());
      } else if (!key.isEmpty() && !line.isBlank() && !line.strip().startsWith("#")) {
        values(section).merge(key, line.strip(), (before, more) -> before + "\n" + more);
      }
    }
  }

  private Map<String, String> values(String section) {
    return sections.computeIfAbsent(section, _ -> new LinkedHashMap<>());
  }

  /// A plain text, or empty.
  private String text(String section, String key) {
    String value = sections.getOrDefault(section, Map.of()).getOrDefault(key, "");
    Matcher quoted = TEXT.matcher(value);
    if (quoted.lookingAt()) {
      return quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
    }
    return value.contains("{") || value.contains("[") || value.contains(":") ? "" : value.strip();
  }

  /// The name of the distribution, or empty.
  String name() {
    return first(
        text("project", "name"),
        text("tool.poetry", "name"),
        text("metadata", "name"),
        given("name"));
  }

  /// The version of the distribution, if it is written down.
  Optional<String> version() {
    String found =
        first(
            text("project", "version"),
            text("tool.poetry", "version"),
            text("metadata", "version"),
            given("version"));
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  private String given(String key) {
    Matcher given = GIVEN.matcher(setup);
    while (given.find()) {
      if (given.group(1).equals(key)) {
        return given.group(2);
      }
    }
    return "";
  }

  private static String first(String... texts) {
    return Stream.of(texts).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  /// The folders and files that pytest looks for tests in, as configured.
  List<String> testPaths() {
    for (String section :
        List.of("pytest", "tool.pytest.ini_options", "tool.pytest", "tool:pytest")) {
      String value = sections.getOrDefault(section, Map.of()).getOrDefault("testpaths", "");
      if (!value.isEmpty()) {
        return words(value);
      }
    }
    return List.of();
  }

  private static List<String> words(String value) {
    List<String> words = new ArrayList<>();
    Matcher quoted = TEXT.matcher(value);
    while (quoted.find()) {
      words.add(quoted.group(1) == null ? quoted.group(2) : quoted.group(1));
    }
    return words.isEmpty() ? List.of(value.strip().split("\\s+")) : words;
  }

  /// A module that a build writes the version into, if one is configured and is not there.
  Optional<String> versionFile() {
    String all = Texts.read(base.resolve("pyproject.toml")) + setup;
    Matcher made = MADE.matcher(all);
    return made.find() && !base.resolve(made.group(1)).toFile().exists()
        ? Optional.of(made.group(1))
        : Optional.empty();
  }

  /// What a distribution offers by name, as its `entry_points.txt` says it.
  String entryPoints() {
    StringBuilder text = new StringBuilder();
    sections.forEach((section, values) -> {
      String group =
          switch (section) {
            case "project.scripts" -> "console_scripts";
            case "project.gui-scripts" -> "gui_scripts";
            default ->
                section.startsWith("project.entry-points.")
                    ? section.substring("project.entry-points.".length())
                    : "";
          };
      if (!group.isEmpty()) {
        text.append("[").append(group).append("]\n");
        values
            .keySet()
            .forEach(
                key -> text.append(key).append(" = ").append(target(section, key)).append("\n"));
      }
    });
    sections
        .getOrDefault("options.entry_points", Map.of())
        .forEach((group, lines) ->
            text.append("[").append(group).append("]\n").append(lines.strip()).append("\n"));
    return text.toString();
  }

  private String target(String section, String key) {
    Matcher quoted = TEXT.matcher(values(section).getOrDefault(key, ""));
    return quoted.find() ? (quoted.group(1) == null ? quoted.group(2) : quoted.group(1)) : "";
  }
}
