package dev.breakeven.model.http;

import dev.breakeven.model.AttemptCharge;
import dev.breakeven.model.ModelFailure;
import dev.breakeven.model.ModelFailure.Kind;
import dev.breakeven.trace.Usage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads the JSON of an answer; what the provider billed is known before anything else is read.
public final class Body {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Body() {}

  /// `value` as JSON: maps, lists, strings, numbers.
  public static String write(Object value) {
    return JSON.writeValueAsString(value);
  }

  /// `text` as JSON.
  ///
  /// @throws JacksonException if it is none
  public static JsonNode read(String text) {
    return JSON.readTree(text);
  }

  /// The fields of `json` in their order: strings, numbers, lists, maps. A field that is null is
  /// left out.
  public static Map<String, Object> fields(ObjectNode json) {
    var fields = new LinkedHashMap<String, Object>();
    for (var field : json.properties()) {
      if (!field.getValue().isNull()) {
        fields.put(field.getKey(), JSON.convertValue(field.getValue(), Object.class));
      }
    }
    return fields;
  }

  /// The object in `reply`, which must be complete.
  ///
  /// @param usage reads what was billed from an object, here perhaps one of the fields that came
  /// @throws ModelFailure if the answer was cut or cannot be read, with what was billed
  public static ObjectNode object(Endpoint endpoint, Reply reply, Function<ObjectNode, Usage> usage)
      throws ModelFailure {
    var broken = reply.broken();
    if (broken == null) {
      try {
        if (read(reply.text()) instanceof ObjectNode whole) {
          return whole;
        }
      } catch (JacksonException _) {
        // Told below, with what can be saved.
      }
    }
    var kind =
        switch (broken) {
          case null -> Kind.UNREADABLE;
          case CUT -> Kind.CUT;
          case TIMEOUT -> Kind.TIMEOUT;
        };
    throw lost(endpoint, reply, kind, charge(beginning(reply.text()), usage));
  }

  /// What the object billed; unknown if it does not say.
  public static AttemptCharge charge(ObjectNode json, Function<ObjectNode, Usage> usage) {
    try {
      var read = usage.apply(json);
      return read.counts().isEmpty()
          ? new AttemptCharge.Unknown()
          : new AttemptCharge.Reported(read);
    } catch (IllegalArgumentException e) {
      return new AttemptCharge.Unknown();
    }
  }

  /// The failure of an answer that began and is lost.
  public static ModelFailure lost(Endpoint endpoint, Reply reply, Kind kind, AttemptCharge charge) {
    var what =
        switch (kind) {
          case CUT -> "broke off its answer";
          case TIMEOUT -> "was too slow: no whole answer within " + endpoint.timeout();
          case EMPTY -> "answered nothing";
          default -> "gave an answer that cannot be read";
        };
    var request =
        reply.head().request().isEmpty() ? "" : " (request " + reply.head().request() + ")";
    return new ModelFailure(
        kind,
        "%s %s%s: %s"
            .formatted(endpoint.base(), what, request, Statuses.shown(endpoint, reply.text())),
        charge);
  }

  /// The fields of a broken JSON object that came whole.
  static ObjectNode beginning(String text) {
    var fields = JSON.createObjectNode();
    try (var parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return fields;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = parser.currentName();
        parser.nextToken();
        JsonNode value = parser.readValueAsTree();
        fields.set(name, value);
      }
    } catch (JacksonException _) {
      // The rest did not come.
    }
    return fields;
  }

  /// The text at `name`, empty if there is none.
  public static Optional<String> text(JsonNode json, String name) {
    return Optional.of(json.path(name).asString("")).filter(text -> !text.isEmpty());
  }
}
