package dev.breakeven.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A value in a YAML file, with its place.
///
/// Every accessor throws [IllegalArgumentException] with a message of the form `study.yaml:3:9:
/// expected …, got …` when the value is not of the kind asked for.
public final class Yaml {
  private final String file;
  private final String path;
  private final Node node;

  private Yaml(String file, String path, Node node) {
    this.file = file;
    this.path = path;
    this.node = node;
  }

  /// The whole of `text`.
  ///
  /// @param file what messages call it
  /// @throws IllegalArgumentException if it is no YAML or is empty
  public static Yaml parse(String file, String text) {
    try {
      var settings = LoadSettings.builder().setLabel(file).setAllowDuplicateKeys(false).build();
      return new Compose(settings)
          .composeString(text)
          .map(root -> new Yaml(file, "", root))
          .orElseThrow(
              () -> new IllegalArgumentException(file + ": expected a mapping, got an empty file"));
    } catch (MarkedYamlEngineException e) {
      var place =
          e.getProblemMark()
              .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
              .orElse("");
      throw new IllegalArgumentException(file + place + ": " + e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
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
        throw new Yaml(file, path, tuple.getKeyNode()).error("the key " + key + " stands twice");
      }
    }
    return entries;
  }

  /// Rejects every key of this mapping that is not among `known`.
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

  /// Whether a mapping stands here.
  public boolean isMapping() {
    return node instanceof MappingNode;
  }

  /// The scalar as it is written.
  public String text() {
    if (!(node instanceof ScalarNode scalar)) {
      throw wrong("a single value");
    }
    return scalar.getValue();
  }

  /// The scalar as a whole number from `least` to `most`.
  public long number(long least, long most) {
    var expected = "a whole number from " + least + " to " + most;
    long number = as(expected, Long::parseLong);
    if (number < least || number > most) {
      throw wrong(expected);
    }
    return number;
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
          case ScalarNode scalar -> scalar.getValue().isEmpty() ? "nothing" : scalar.getValue();
          case SequenceNode _ -> "a list";
          case MappingNode _ -> "a mapping";
          default -> node.getTag().toString();
        };
    return error("expected " + expected + ", got " + came);
  }

  /// What to throw when something is wrong at this place.
  public IllegalArgumentException error(String message) {
    var place =
        node.getStartMark()
            .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
            .orElse("");
    var where = path.isEmpty() ? "" : " at " + path;
    return new IllegalArgumentException(file + place + ": " + message + where);
  }

  private String join(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
