package dev.breakeven.task;

import dev.breakeven.yaml.Yaml;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads the checks of one pack: its own, then those of its tasks.
final class CheckReader {
  private static final long DAY = 86_400;
  private static final String[] PYTHON = {"kind", "name", "sources", "limit"};

  private final Path folder;
  private final Set<String> names = new HashSet<>();
  private boolean compiles;

  CheckReader(Path folder) {
    this.folder = folder;
  }

  Check check(Yaml yaml) {
    Yaml kind = yaml.at("kind");
    String name = yaml.find("name").orElse(kind).text();
    if (!names.add(name)) {
      throw yaml.error(
          "expected checks of different names, got two named " + name + "; give one another name");
    }
    return switch (kind.text()) {
      case "javac" ->
          javac(
              name, yaml.keys("kind", "name", "sources", "libraries", "lint", "level", "encoding"));
      case "checkstyle" ->
          checkstyle(name, yaml.keys("kind", "name", "config", "sources", "libraries"));
      case "junit" ->
          junit(
              name,
              yaml.keys(
                  "kind",
                  "name",
                  "resources",
                  "libraries",
                  "folder",
                  "options",
                  "without",
                  "limit"));
      case "pattern" -> pattern(name, yaml.keys("kind", "name", "files", "regex", "least", "most"));
      case "command" ->
          shell(name, yaml.keys("kind", "name", "words", "visible", "counts", "limit"));
      case "mypy" ->
          mypy(name, yaml.keys("kind", "name", "sources", "isolated", "overlook", "limit"));
      case "ruff" ->
          ruff(
              name,
              yaml.keys("kind", "name", "sources", "select", "isolated", "overlook", "limit"));
      case "ruff-format" ->
          new Check.RuffFormat(name, some(yaml.keys(PYTHON), "sources"), limit(yaml));
      case "pytest" ->
          new Check.Pytest(
              name,
              yaml.keys("kind", "name", "arguments", "limit").texts("arguments"),
              limit(yaml));
      default ->
          throw kind.wrong(
              "javac, checkstyle, junit, mypy, ruff, ruff-format, pytest, pattern or command");
    };
  }

  private Check javac(String name, Yaml yaml) {
    compiles = true;
    return new Check.Javac(
        name,
        some(yaml, "sources"),
        jars(yaml),
        yaml.texts("lint"),
        new Check.Dialect(
            yaml.find("level").map(level -> "" + level.number(7, 99)).orElse(""),
            yaml.find("encoding")
                .map(set -> set.as(text -> Charset.forName(text).name()))
                .orElse("UTF-8")));
  }

  private static Check mypy(String name, Yaml yaml) {
    return new Check.Mypy(name, some(yaml, "sources"), lenience(yaml), limit(yaml));
  }

  private static Check ruff(String name, Yaml yaml) {
    return new Check.Ruff(
        name, some(yaml, "sources"), yaml.texts("select"), lenience(yaml), limit(yaml));
  }

  private static Check.Lenience lenience(Yaml yaml) {
    return new Check.Lenience(
        yaml.find("isolated").map(Yaml::flag).orElse(false), yaml.texts("overlook"));
  }

  private Check checkstyle(String name, Yaml yaml) {
    Yaml config = yaml.at("config");
    if (!Files.isRegularFile(folder.resolve(config.text()))) {
      throw config.wrong("a file of the pack");
    }
    return new Check.Checkstyle(name, config.text(), some(yaml, "sources"), jars(yaml));
  }

  private Check junit(String name, Yaml yaml) {
    if (!compiles) {
      throw yaml.error("expected a javac check before a junit check, got none");
    }
    return new Check.JUnit(
        name,
        yaml.texts("resources"),
        jars(yaml),
        new Check.Launch(
            yaml.find("folder").map(Yaml::text).orElse(""),
            yaml.texts("options"),
            yaml.texts("without")),
        limit(yaml));
  }

  private static Check pattern(String name, Yaml yaml) {
    return new Check.Pattern(
        name,
        some(yaml, "files"),
        regex(yaml.at("regex")),
        yaml.find("least").map(least -> least.number(0, Long.MAX_VALUE)).orElse(0L),
        yaml.find("most").map(most -> most.number(0, Long.MAX_VALUE)).orElse(Long.MAX_VALUE));
  }

  private static Check shell(String name, Yaml yaml) {
    var counts = new LinkedHashMap<String, String>();
    yaml.find("counts")
        .ifPresent(found ->
            found.entries().forEach((count, expression) -> counts.put(count, regex(expression))));
    return new Check.Shell(name, some(yaml, "words"), yaml.texts("visible"), counts, limit(yaml));
  }

  private static Duration limit(Yaml yaml) {
    return Duration.ofSeconds(yaml.find("limit").map(limit -> limit.number(1, DAY)).orElse(120L));
  }

  private static String regex(Yaml yaml) {
    return yaml.as(text -> {
      try {
        return Pattern.compile(text).pattern();
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "expected a regular expression, got " + text + ": " + e.getDescription(), e);
      }
    });
  }

  private static List<String> some(Yaml yaml, String key) {
    List<String> texts = yaml.at(key).items().stream().map(Yaml::text).toList();
    if (texts.isEmpty()) {
      throw yaml.at(key).wrong("at least one entry");
    }
    return texts;
  }

  private static List<Coordinate> jars(Yaml yaml) {
    return yaml.items("libraries").stream().map(jar -> jar.as(Coordinate::parse)).toList();
  }
}
