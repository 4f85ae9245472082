package dev.breakeven.yaml;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// A value in a YAML file, with its place.
///
/// Every accessor throws [IllegalArgumentException] with a message of the form `study.yaml:3:9:
/// expected …, got …` when the value is not of the kind asked for.
public final class Yaml {
  private static final int MOST_DEPTH = 50;
  private static final int MOST_SHOWN = 100;

  private final String file;
  private final String path;
  private final Node node;

  private Yaml(String file, String path, Node node) {
    this.file = file;
    this.path = path;
    this.node = node;
  }

  /// The whole of a file.
  ///
  /// @throws IllegalArgumentException if it cannot be read, is no YAML or is empty
  public static Yaml read(Path file) {
    return parse(file.toString(), FileText.read(file, "YAML file"));
  }

  /// The whole of `text`.
  ///
  /// @param file what messages call it
  /// @throws IllegalArgumentException if it is no YAML or is empty
  public static Yaml parse(String file, String text) {
    try {
      var settings = LoadSettings.builder().setLabel(file).setSchema(new CoreSchema()).build();
      checkDepth(file, new Parse(settings).parseString(text));
      return new Compose(settings)
          .composeString(text)
          .map(root -> new Yaml(file, "", root))
          .orElseThrow(
              () -> new IllegalArgumentException(file + ": expected a mapping, got an empty file"));
    } catch (MarkedYamlEngineException e) {
      throw new IllegalArgumentException(
          file + place(e.getProblemMark()) + ": not YAML: " + e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /// Refuses what is nested deeper than any file that makes sense: composing it would take a stack
  /// as deep.
  private static void checkDepth(String file, Iterable<Event> events) {
    int depth = 0;
    for (var event : events) {
      switch (event.getEventId()) {
        case SequenceStart, MappingStart -> depth++;
        case SequenceEnd, MappingEnd -> depth--;
        default -> {}
      }
      if (depth > MOST_DEPTH) {
        throw new IllegalArgumentException(
            file
                + place(event.getStartMark())
                + ": expected lists and mappings at most "
                + MOST_DEPTH
                + " deep, got deeper ones");
      }
    }
  }

  private static String place(Optional<Mark> mark) {
    return mark.map(at -> ":" + (at.getLine() + 1) + ":" + (at.getColumn() + 1)).orElse("");
  }

  /// The mapping's entries in their order.
  public Map<String, Yaml> entries() {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong("a mapping");
    }
    var entries = new LinkedHashMap<String, Yaml>();
    for (var tuple : mapping.getValue()) {
      var key = new Yaml(file, path, tuple.getKeyNode()).text();
      if (entries.put(key, new Yaml(file, join(key), tuple.getValueNode())) != null) {
        throw new Yaml(file, path, tuple.getKeyNode())
            .error("expected each key once, got " + key + " twice");
      }
    }
    return entries;
  }

  /// Rejects every key of this mapping that is not among `known`: call it before asking for any, so
  /// that a misspelt key is called unknown rather than its right name missing.
  ///
  /// @return this
  public Yaml keys(String... known) {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong("a mapping with the keys " + List.of(known));
    }
    var allowed = Set.of(known);
    for (var tuple : mapping.getValue()) {
      var key = new Yaml(file, path, tuple.getKeyNode());
      if (!allowed.contains(key.text())) {
        throw key.error("expected one of the keys " + List.of(known) + ", got " + key.text());
      }
    }
    return this;
  }

  /// The value at `key`.
  public Yaml at(String key) {
    return find(key).orElseThrow(() -> error("expected the key " + key + ", which is missing"));
  }

  /// The value at `key`, or empty where the key is missing.
  public Optional<Yaml> find(String key) {
    return Optional.ofNullable(entries().get(key));
  }

  /// The list's items, or the one item itself where no list stands.
  public List<Yaml> items() {
    if (!(node instanceof SequenceNode sequence)) {
      return List.of(this);
    }
    var items = new ArrayList<Yaml>();
    for (var item : sequence.getValue()) {
      items.add(new Yaml(file, path + "[" + items.size() + "]", item));
    }
    return items;
  }

  /// The items of the list at `key`, as [#items()] gives them, or none where the key is missing.
  public List<Yaml> items(String key) {
    return find(key).map(Yaml::items).orElse(List.of());
  }

  /// The texts of the list at `key`, or none where the key is missing.
  public List<String> texts(String key) {
    return items(key).stream().map(Yaml::text).toList();
  }

  /// Whether a mapping stands here.
  public boolean isMapping() {
    return node instanceof MappingNode;
  }

  /// The scalar as it is written, without its quotes. A key with nothing after it has none.
  public String text() {
    if (!(node instanceof ScalarNode scalar) || isNothing()) {
      throw wrong("a single value");
    }
    return scalar.getValue();
  }

  /// The scalar as a whole number from `least` to `most`.
  public long number(long least, long most) {
    var expected = "a whole number" + range(least, most);
    long number = as(expected, Long::parseLong);
    if (number < least || number > most) {
      throw wrong(expected);
    }
    return number;
  }

  /// The scalar as a decimal number.
  ///
  /// @param expected what it should be, for the message when it is no number or does not fit
  public BigDecimal decimal(String expected, Predicate<BigDecimal> fits) {
    var number = as(expected, BigDecimal::new);
    if (!fits.test(number)) {
      throw wrong(expected);
    }
    return number;
  }

  /// The scalar as `true` or `false`.
  public boolean flag() {
    return switch (text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong("true or false");
    };
  }

  /// The value as plain data: text, a whole number, a decimal number, `true` or `false`, a list or
  /// a map of these.
  public Object value() {
    return switch (node) {
      case MappingNode _ -> {
        var map = new LinkedHashMap<String, Object>();
        entries().forEach((key, entry) -> map.put(key, entry.value()));
        yield map;
      }
      case SequenceNode _ -> items().stream().map(Yaml::value).toList();
      default -> scalar();
    };
  }

  private Object scalar() {
    if (node.getTag().equals(Tag.INT)) {
      return number(Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (node.getTag().equals(Tag.FLOAT)) {
      return decimal("a number", _ -> true);
    }
    return node.getTag().equals(Tag.BOOL) ? (Object) flag() : text();
  }

  /// The scalar read by `reader`, whose [IllegalArgumentException]s say by themselves what was
  /// expected and what came; they get this place.
  public <T> T as(Function<String, T> reader) {
    try {
      return reader.apply(text());
    } catch (IllegalArgumentException e) {
      throw error(String.valueOf(e.getMessage()));
    }
  }

  /// The scalar read by `reader`.
  ///
  /// @param expected what the value should be, for the message when `reader` throws
  public <T> T as(String expected, Function<String, T> reader) {
    try {
      return reader.apply(text());
    } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException e) {
      throw wrong(expected);
    }
  }

  /// What to throw when this value is not `expected`.
  public IllegalArgumentException wrong(String expected) {
    var came =
        switch (node) {
          case ScalarNode scalar -> isNothing() ? "nothing" : quoted(scalar.getValue());
          case SequenceNode _ -> "a list";
          case MappingNode _ -> "a mapping";
          default -> node.getTag().toString();
        };
    return error("expected " + expected + ", got " + came);
  }

  /// What to throw when something is wrong at this place.
  public IllegalArgumentException error(String message) {
    var where = path.isEmpty() ? "" : " at " + path;
    return new IllegalArgumentException(file + place(node.getStartMark()) + ": " + message + where);
  }

  private static String range(long least, long most) {
    if (most < Long.MAX_VALUE) {
      return " from " + least + " to " + most;
    }
    return least > Long.MIN_VALUE ? " of " + least + " or more" : "";
  }

  private boolean isNothing() {
    return node.getTag().equals(Tag.NULL);
  }

  private static String quoted(String text) {
    if (text.isBlank()) {
      return "'" + text + "'";
    }
    var shown = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + " …";
    return shown.codePoints().anyMatch(Character::isISOControl) ? escaped(shown) : shown;
  }

  /// `text` with its control characters as escapes, which a terminal would obey.
  private static String escaped(String text) {
    var escaped = new StringBuilder();
    text.chars()
        .forEach(c ->
            escaped.append(
                Character.isISOControl(c) ? "\\u%04x".formatted(c) : String.valueOf((char) c)));
    return escaped.toString();
  }

  private String join(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
