package dev.breakeven.gateway;

import dev.breakeven.exchange.Wire;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An answer of the gateway's own, in the form of the errors of whoever was asked.
///
/// @param status the status of HTTP
/// @param body the body, JSON
record Refusal(int status, String body) {
  private static final int OVER_BUDGET = 402;

  /// A refusal for `reason`.
  static Refusal of(Optional<Wire> wire, int status, String reason) {
    return new Refusal(status, body(wire, "breakeven_gateway", reason));
  }

  /// Refuses a call that the budget has no room for. No client of the providers tries again after a
  /// status of 402.
  static Refusal overBudget(Wire wire, String reason) {
    String type = wire == Wire.ANTHROPIC ? "billing_error" : "insufficient_quota";
    return new Refusal(OVER_BUDGET, body(Optional.of(wire), type, reason));
  }

  private static String body(Optional<Wire> wire, String type, String reason) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    String message = "breakeven gateway: " + reason;
    switch (wire.orElse(Wire.CHAT)) {
      case ANTHROPIC -> {
        json.put("type", "error");
        json.putObject("error").put("type", type).put("message", message);
      }
      case CHAT, RESPONSES -> {
        ObjectNode error = json.putObject("error").put("message", message).put("type", type);
        error.putNull("param").put("code", type);
      }
      case OLLAMA -> json.put("error", message);
    }
    return json.toString();
  }
}
