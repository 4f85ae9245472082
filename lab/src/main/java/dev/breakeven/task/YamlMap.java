package dev.breakeven.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// A YAML mapping being read: it knows which keys were asked for, and so which are unknown.
final class YamlMap {
  private final YamlNode.Keys keys;
  private final TreeSet<String> asked = new TreeSet<>();

  private YamlMap(YamlNode.Keys keys) {
    this.keys = keys;
  }

  static YamlMap of(YamlNode node) {
    return switch (node) {
      case YamlNode.Keys found -> new YamlMap(found);
      case YamlNode.Scalar found -> throw found.place().error("expected keys and values");
      case YamlNode.Items found -> throw found.place().error("expected keys, found a list");
    };
  }

  /// Where the mapping begins.
  Place place() {
    return keys.place();
  }

  /// Where the value of `key` stands, or the mapping itself if there is none.
  Place place(String key) {
    YamlNode.Entry entry = keys.entries().get(key);
    return entry == null ? keys.place() : entry.value().place();
  }

  boolean has(String key) {
    return find(key).isPresent();
  }

  String text(String key) {
    return optionalText(key)
        .orElseThrow(() -> place().error("the key '" + key + "' is missing; expected a text"));
  }

  Optional<String> optionalText(String key) {
    return find(key).map(node -> scalar(key, node));
  }

  long number(String key, long otherwise) {
    Optional<String> text = optionalText(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return Long.parseLong(text.get());
    } catch (NumberFormatException e) {
      throw place(key).error("expected a whole number for '" + key + "', found " + text.get());
    }
  }

  boolean flag(String key) {
    return switch (optionalText(key).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      case String other ->
          throw place(key).error("expected true or false for '" + key + "', found " + other);
    };
  }

  /// A list of texts, empty if the key is not there.
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (YamlNode node : items(key)) {
      texts.add(scalar(key, node));
    }
    return texts;
  }

  /// A list of mappings, empty if the key is not there.
  List<YamlMap> maps(String key) {
    return items(key).stream().map(YamlMap::of).toList();
  }

  Optional<YamlMap> map(String key) {
    return find(key).map(YamlMap::of);
  }

  /// A mapping of names to texts, empty if the key is not there.
  Map<String, String> textsByName(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    map(key)
        .ifPresent(found ->
            found.keys.entries().keySet().forEach(name -> texts.put(name, found.text(name))));
    return texts;
  }

  /// Ends the reading.
  ///
  /// @throws IllegalArgumentException naming the first key nobody asked for
  void done() {
    keys.entries()
        .forEach((name, entry) -> {
          if (!asked.contains(name)) {
            throw entry
                .key()
                .error("unknown key '" + name + "'; expected one of " + String.join(", ", asked));
          }
        });
  }

  private List<YamlNode> items(String key) {
    return switch (find(key).orElse(null)) {
      case null -> List.of();
      case YamlNode.Items items -> items.nodes();
      case YamlNode.Scalar found -> throw found.place().error("expected a list for '" + key + "'");
      case YamlNode.Keys found -> throw found.place().error("expected a list for '" + key + "'");
    };
  }

  private Optional<YamlNode> find(String key) {
    asked.add(key);
    return Optional.ofNullable(keys.entries().get(key)).map(YamlNode.Entry::value);
  }

  private static String scalar(String key, YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar found -> found.text();
      case YamlNode.Items found -> throw found.place().error("expected a text for '" + key + "'");
      case YamlNode.Keys found -> throw found.place().error("expected a text for '" + key + "'");
    };
  }
}
