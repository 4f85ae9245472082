package dev.breakeven.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

/// A piece of YAML that remembers where it stands, so that every complaint can name line and
/// column.
sealed interface YamlNode {
  /// Where it begins.
  Place place();

  /// A scalar, as written.
  record Scalar(Place place, String text) implements YamlNode {}

  /// A sequence.
  record Items(Place place, List<YamlNode> nodes) implements YamlNode {}

  /// A mapping, in the order written.
  record Keys(Place place, Map<String, Entry> entries) implements YamlNode {}

  /// A value and where its key stands.
  record Entry(Place key, YamlNode value) {}

  /// Reads a file that holds one mapping.
  ///
  /// @throws IllegalArgumentException if it is missing or not YAML, with line and column
  static YamlMap read(Path file) {
    String name = file.toString();
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + name + ": " + e.getMessage(), e);
    }
    try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Place(name, 1, 1).error("expected a mapping of keys to values");
      }
      return YamlMap.of(node(parser, name));
    } catch (JacksonException e) {
      throw place(name, e.getLocation()).error("not valid YAML: " + e.getOriginalMessage());
    }
  }

  private static YamlNode node(JsonParser parser, String file) {
    Place place = place(file, parser.currentTokenLocation());
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return keys(parser, file, place);
    }
    if (token == JsonToken.START_ARRAY) {
      List<YamlNode> nodes = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        nodes.add(node(parser, file));
      }
      return new Items(place, nodes);
    }
    if (token == JsonToken.VALUE_NULL) {
      throw place.error("expected a value, found none");
    }
    return new Scalar(place, parser.getString());
  }

  private static Keys keys(JsonParser parser, String file, Place place) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Place key = place(file, parser.currentTokenLocation());
      String name = parser.currentName();
      parser.nextToken();
      if (entries.put(name, new Entry(key, node(parser, file))) != null) {
        throw key.error("the key '" + name + "' is given twice");
      }
    }
    return new Keys(place, entries);
  }

  private static Place place(String file, TokenStreamLocation location) {
    return new Place(file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }
}
