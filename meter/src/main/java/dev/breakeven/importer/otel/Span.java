package dev.breakeven.importer.otel;

import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.Values;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// One span, whichever export it came in.
///
/// @param parent the span it stands in, null for none
/// @param scope the instrumentation that made it, null where the export does not say
/// @param attributes its attributes by name
/// @param export what only an export of Langfuse says: type, usage, cost, input and output
record Span(
    String trace,
    String id,
    @Nullable String parent,
    Instant start,
    Instant end,
    @Nullable String scope,
    Map<String, JsonNode> attributes,
    JsonNode export) {

  /// The span in OTLP's JSON.
  ///
  /// @param scope what it stands in
  /// @throws IllegalArgumentException if it has no ids or a time of another form
  static Span ofOtlp(JsonNode json, JsonNode scope) {
    var attributes = new HashMap<String, JsonNode>();
    for (JsonNode attribute : json.path("attributes")) {
      attributes.put(attribute.path("key").asString(""), value(attribute.path("value")));
    }
    Instant start =
        Values.orEpoch(Values.time(first(json, "startTimeUnixNano", "start_time_unix_nano")));
    Instant end = Values.time(first(json, "endTimeUnixNano", "end_time_unix_nano"));
    return new Span(
        id(json, "traceId", "trace_id"),
        id(json, "spanId", "span_id"),
        Values.first(json, "parentSpanId", "parent_span_id"),
        start,
        end == null ? start : end,
        Values.first(scope.path("scope"), "name"),
        attributes,
        JsonInputs.parse("{}"));
  }

  /// The observation in an export of Langfuse, whose attributes stand in its metadata.
  ///
  /// @throws IllegalArgumentException if it has no ids or a time of another form
  static Span ofLangfuse(JsonNode json) {
    JsonNode metadata = json.path("metadata");
    metadata = metadata.isString() ? JsonInputs.parse(metadata.stringValue()) : metadata;
    var attributes = new HashMap<String, JsonNode>();
    for (Map.Entry<String, JsonNode> entry : metadata.path("attributes").properties()) {
      attributes.put(entry.getKey(), entry.getValue());
    }
    Instant start = Values.orEpoch(Values.time(json.path("startTime")));
    Instant end = Values.time(json.path("endTime"));
    return new Span(
        id(json, "traceId", "trace_id"),
        id(json, "id", "spanId"),
        Values.first(json, "parentObservationId"),
        start,
        end == null ? start : end,
        Values.first(metadata.path("scope"), "name"),
        attributes,
        json);
  }

  private static String id(JsonNode json, String name, String other) {
    String id = Values.first(json, name, other);
    if (id == null) {
      throw new IllegalArgumentException(
          "expected a span with " + name + ", got " + JsonInputs.shorten(json));
    }
    return id;
  }

  private static JsonNode first(JsonNode json, String name, String other) {
    return json.has(name) ? json.path(name) : json.path(other);
  }

  /// A value as OTLP wraps it; 64-bit numbers are texts there.
  private static JsonNode value(JsonNode value) {
    if (value.has("intValue")) {
      JsonNode number = value.path("intValue");
      return number.isString() ? whole(number.stringValue()) : number;
    }
    if (value.has("arrayValue")) {
      var array = JsonNodeFactory.instance.arrayNode();
      value.path("arrayValue").path("values").forEach(item -> array.add(value(item)));
      return array;
    }
    if (value.has("kvlistValue")) {
      var object = JsonNodeFactory.instance.objectNode();
      value
          .path("kvlistValue")
          .path("values")
          .forEach(item -> object.set(item.path("key").asString(""), value(item.path("value"))));
      return object;
    }
    for (String name : new String[] {"stringValue", "doubleValue", "boolValue"}) {
      if (value.has(name)) {
        return value.path(name);
      }
    }
    return value.path("");
  }

  private static JsonNode whole(String text) {
    return text.length() < 19 && text.matches("-?[0-9]+")
        ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
        : JsonNodeFactory.instance.stringNode(text);
  }

  /// The first of `names` that is an attribute; a missing node if none is.
  JsonNode attribute(String... names) {
    for (String name : names) {
      JsonNode value = attributes.get(name);
      if (value != null && !value.isNull()) {
        return value;
      }
    }
    return export.path("");
  }

  /// The first of `names` that is an attribute with a number, which exports may hold as a text.
  JsonNode number(String... names) {
    JsonNode value = attribute(names);
    return value.isString() ? whole(value.stringValue()) : value;
  }

  /// The first of `names` that is an attribute with a text.
  @Nullable String text(String... names) {
    return Values.text(attribute(names));
  }

  /// The first of `names` as JSON, which spans hold as a text.
  JsonNode json(String... names) {
    JsonNode value = attribute(names);
    return value.isString() ? JsonInputs.parse(value.stringValue()) : value;
  }
}
