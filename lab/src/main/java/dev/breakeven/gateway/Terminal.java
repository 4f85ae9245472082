package dev.breakeven.gateway;

import dev.breakeven.exchange.Wire;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Watches a streamed answer for the event behind which nothing more is said of the call: clients
/// go on when they see it, whether the connection has more to come or not.
///
/// Texts of models cannot be taken for it: within a text, a quotation mark has a backslash.
final class Terminal {
  private final List<String> endings;
  private String tail = "";

  Terminal(Wire wire) {
    endings =
        switch (wire) {
          case ANTHROPIC -> List.of("\"type\":\"message_stop\"", "\"type\": \"message_stop\"");
          case CHAT -> List.of("data: [DONE]", "data:[DONE]");
          case RESPONSES ->
              List.of(
                  "event: response.completed",
                  "event: response.incomplete",
                  "event: response.failed");
          case OLLAMA -> List.of("\"done\":true", "\"done\": true");
        };
  }

  /// Whether the ending is in `content`, or in what came before and it.
  boolean in(ByteBuf content) {
    String text = tail + content.toString(StandardCharsets.ISO_8859_1);
    int longest = 30;
    tail = text.length() <= longest ? text : text.substring(text.length() - longest);
    return endings.stream().anyMatch(text::contains);
  }
}
