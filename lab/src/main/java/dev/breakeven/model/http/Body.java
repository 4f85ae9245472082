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
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads the JSON of an answer; what the provider billed is known before anything else is read.
public final class Body {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Reads one value and lets be what follows it: the answer is whole, and paid for.
  private static final JsonMapper FIRST =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /// More tokens than any answer bills; a server that counts so counts something else.
  private static final long UNBELIEVABLE = 100_000_000;

  private static final String INCOMPLETE =
      "its usage is missing or not to be believed, or it is not complete";

  private static final String BYTE_ORDER_MARK = "\uFEFF";

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
        if (FIRST.readTree(withoutMark(reply.text())) instanceof ObjectNode whole) {
          refuseError(endpoint, reply, whole, usage);
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
          case TOO_LARGE -> Kind.UNREADABLE;
        };
    throw lost(endpoint, reply, kind, charge(beginning(withoutMark(reply.text())), usage));
  }

  /// A status of 200 before an error: gateways have sent it already when their provider fails.
  private static void refuseError(
      Endpoint endpoint, Reply reply, ObjectNode whole, Function<ObjectNode, Usage> usage)
      throws ModelFailure {
    var error = whole.path("error");
    boolean said = error.isObject() || (error.isString() && !error.asString("").isBlank());
    if (said && !whole.has("choices") && !whole.has("content") && !whole.has("message")) {
      throw failed(endpoint, reply, error, charge(whole, usage));
    }
  }

  /// The failure that `error` tells within an answer whose status says that all is well.
  public static ModelFailure failed(
      Endpoint endpoint, Reply reply, JsonNode error, AttemptCharge charge) {
    return new ModelFailure(
        Statuses.told(error),
        "%s answered 200 and told an error in it%s: %s"
            .formatted(
                endpoint.base(),
                Statuses.request(endpoint, reply),
                Statuses.shown(endpoint, error.isString() ? error.asString() : error.toString())),
        charge);
  }

  private static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /// What the object billed; unknown if it does not say.
  public static AttemptCharge charge(ObjectNode json, Function<ObjectNode, Usage> usage) {
    try {
      var read = usage.apply(json);
      boolean believed =
          !read.counts().isEmpty()
              && read.counts().values().stream().allMatch(some -> some.count() <= UNBELIEVABLE);
      return believed ? new AttemptCharge.Reported(read) : new AttemptCharge.Unknown();
    } catch (IllegalArgumentException | ArithmeticException e) {
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
          default -> unreadable(reply);
        };
    return new ModelFailure(
        kind,
        "%s %s%s: %s"
            .formatted(
                endpoint.base(),
                what,
                Statuses.request(endpoint, reply),
                Statuses.shown(endpoint, reply.text())),
        charge);
  }

  /// What came in the place of an answer, in words.
  private static String unreadable(Reply reply) {
    var text = withoutMark(reply.text()).stripLeading();
    if (reply.broken() == Reply.Break.TOO_LARGE) {
      return "gave an answer that cannot be read, of more than %d MB; it begins"
          .formatted(Transport.MOST >> 20);
    }
    if (text.isEmpty()) {
      return "answered 200 with an empty body";
    }
    if (text.startsWith("<")) {
      return "answered 200 with a page (HTML or XML), as a portal or proxy does: check the base"
          + " URL";
    }
    if (text.startsWith("data:") || text.startsWith("event:")) {
      return "gave a stream of events that cannot be read as one answer: " + INCOMPLETE;
    }
    try {
      var json = FIRST.readTree(text);
      if (!json.isObject()) {
        return "answered with JSON that is no object";
      }
    } catch (JacksonException _) {
      return "gave an answer that cannot be read: it is no JSON";
    }
    return "gave an answer that cannot be read: " + INCOMPLETE;
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
