package dev.breakeven.model.http;

import dev.breakeven.model.Content;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What an answer says, as one text or as a list of parts.
public final class Parts {
  private Parts() {}

  /// The pieces of `content`; none where it is empty. What is no text is kept as it is.
  public static List<Content> of(JsonNode content) {
    if (!content.isArray()) {
      return text(content.asString(""));
    }
    return StreamSupport.stream(content.spliterator(), false)
        .flatMap(part -> part(part).stream())
        .toList();
  }

  private static List<Content> part(JsonNode part) {
    if (!(part instanceof ObjectNode object)) {
      return text(part.asString(""));
    }
    var type = object.path("type").asString("");
    return object.path("text").isString() && (type.isEmpty() || type.endsWith("text"))
        ? text(object.path("text").asString())
        : List.of(new Content.Opaque(type, Body.fields(object)));
  }

  private static List<Content> text(String text) {
    return text.isEmpty() ? List.of() : List.of(new Content.Text(text));
  }
}
