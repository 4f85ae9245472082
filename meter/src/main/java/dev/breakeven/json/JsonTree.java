package dev.breakeven.json;

import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads JSON as trees: the same as Jackson's mapper reads, which takes 20 ms to make.
///
/// Every method throws [JacksonException] if it reads no JSON, or more than one value. Where there
/// is no value at all, the tree is a missing node.
public final class JsonTree {
  private static final JsonFactory PLAIN = new JsonFactory();
  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTree() {}

  /// The value in `text`; of keys that an object has twice, the last one counts.
  public static JsonNode of(String text) {
    try (var parser = PLAIN.createParser(ObjectReadContext.empty(), text)) {
      return whole(parser);
    }
  }

  /// The value in `stream`, which is closed; of keys that an object has twice, the last one counts.
  public static JsonNode of(InputStream stream) {
    try (var parser = PLAIN.createParser(ObjectReadContext.empty(), stream)) {
      return whole(parser);
    }
  }

  /// The value in `text`, no object of which may have a key twice.
  public static JsonNode strict(String text) {
    try (var parser = STRICT.createParser(ObjectReadContext.empty(), text)) {
      return whole(parser);
    }
  }

  private static JsonNode whole(JsonParser parser) {
    JsonToken first = parser.nextToken();
    JsonNode tree = first == null ? NODES.missingNode() : value(parser, first);
    JsonToken further = parser.nextToken();
    if (further != null) {
      throw new StreamReadException(
          parser, "expected nothing behind the first value, got " + further);
    }
    return tree;
  }

  private static JsonNode value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new StreamReadException(parser, "expected a value, got " + token);
    };
  }

  private static JsonNode object(JsonParser parser) {
    ObjectNode object = NODES.objectNode();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      object.set(name, value(parser, parser.nextToken()));
    }
    return object;
  }

  private static JsonNode array(JsonParser parser) {
    ArrayNode array = NODES.arrayNode();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      array.add(value(parser, token));
    }
    return array;
  }

  private static JsonNode integer(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }
}
