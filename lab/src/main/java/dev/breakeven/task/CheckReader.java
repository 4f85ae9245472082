package dev.breakeven.task;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads the checks of one pack: its own, then those of its tasks.
final class CheckReader {
  private final Path folder;
  private final Set<String> names = new HashSet<>();
  private boolean compiles;

  CheckReader(Path folder) {
    this.folder = folder;
  }

  Check check(YamlMap yaml) {
    String kind = yaml.text("kind");
    String name = yaml.optionalText("name").orElse(kind);
    if (!names.add(name)) {
      throw yaml.place().error("there are two checks named " + name + "; give one another 'name'");
    }
    Check check =
        switch (kind) {
          case "javac" -> javac(name, yaml);
          case "checkstyle" -> checkstyle(name, yaml);
          case "junit" -> junit(name, yaml);
          case "pattern" -> pattern(name, yaml);
          case "command" -> shell(name, yaml);
          default ->
              throw yaml.place("kind")
                  .error(
                      "unknown kind '"
                          + kind
                          + "'; expected javac, checkstyle, junit, pattern or command");
        };
    yaml.done();
    return check;
  }

  private Check javac(String name, YamlMap yaml) {
    compiles = true;
    return new Check.Javac(name, some(yaml, "sources"), jars(yaml), yaml.texts("lint"));
  }

  private Check checkstyle(String name, YamlMap yaml) {
    String config = yaml.text("config");
    if (!Files.isRegularFile(folder.resolve(config))) {
      throw yaml.place("config").error("expected a file of the pack, found no " + config);
    }
    return new Check.Checkstyle(name, config, some(yaml, "sources"), jars(yaml));
  }

  private Check junit(String name, YamlMap yaml) {
    if (!compiles) {
      throw yaml.place().error("expected a javac check before a junit check");
    }
    return new Check.JUnit(name, yaml.texts("resources"), jars(yaml), limit(yaml));
  }

  private Check pattern(String name, YamlMap yaml) {
    String regex = yaml.text("regex");
    compile(yaml.place("regex"), regex);
    return new Check.Pattern(
        name,
        some(yaml, "files"),
        regex,
        yaml.number("least", 0),
        yaml.number("most", Long.MAX_VALUE));
  }

  private Check shell(String name, YamlMap yaml) {
    var counts = yaml.textsByName("counts");
    counts.values().forEach(regex -> compile(yaml.place("counts"), regex));
    return new Check.Shell(name, some(yaml, "words"), yaml.texts("visible"), counts, limit(yaml));
  }

  private static Duration limit(YamlMap yaml) {
    return Duration.ofSeconds(yaml.number("limit", 120));
  }

  private static void compile(Place place, String regex) {
    try {
      var _ = Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw place.error("not a regular expression: " + e.getDescription() + " in " + regex);
    }
  }

  private static List<String> some(YamlMap yaml, String key) {
    List<String> texts = yaml.texts(key);
    if (texts.isEmpty()) {
      throw yaml.place(key).error("expected at least one entry under '" + key + "'");
    }
    return texts;
  }

  private static List<Coordinate> jars(YamlMap yaml) {
    List<Coordinate> jars = new ArrayList<>();
    for (String text : yaml.texts("libraries")) {
      try {
        jars.add(Coordinate.parse(text));
      } catch (IllegalArgumentException e) {
        throw yaml.place("libraries").error(String.valueOf(e.getMessage()));
      }
    }
    return jars;
  }
}
