package dev.breakeven.model.anthropic;

import dev.breakeven.model.AttemptCharge;
import dev.breakeven.model.Content;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.ModelFailure;
import dev.breakeven.model.ModelFailure.Kind;
import dev.breakeven.model.http.Body;
import dev.breakeven.model.http.Endpoint;
import dev.breakeven.model.http.Reply;
import dev.breakeven.model.http.ToolInput;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Usage;
import dev.breakeven.wire.AnthropicUsage;
import dev.breakeven.wire.Buying;
import dev.breakeven.wire.WireUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An answer in Anthropic's words: its usage first, then its content.
final class MessagesAnswer {
  private MessagesAnswer() {}

  /// What `message` billed in all, whoever's tokens they are.
  ///
  /// @param life for which the request asked: what is written without a split counts under it
  /// @throws IllegalArgumentException if it does not say
  static Usage billed(ObjectNode message, CacheLife life) {
    WireUsage usage = usage(message, life);
    var sum = usage.usage();
    for (WireUsage.Share share : usage.elsewhere()) {
      sum = sum.plus(share.usage());
    }
    return sum;
  }

  private static WireUsage usage(ObjectNode message, CacheLife life) {
    return AnthropicUsage.read(message.path("usage"), life == CacheLife.ONE_HOUR);
  }

  static ModelAnswer read(Endpoint endpoint, Reply reply, ObjectNode message, CacheLife life)
      throws ModelFailure {
    var charge = Body.charge(message, json -> billed(json, life));
    if (!(charge instanceof AttemptCharge.Reported(var usage))) {
      throw Body.lost(endpoint, reply, Kind.UNREADABLE, charge);
    }
    sameModel(endpoint, message, charge);
    var stop = stop(endpoint, message.path("stop_reason").asString(""), charge);
    var content = new ArrayList<Content>();
    for (JsonNode block : message.path("content")) {
      var piece = content(endpoint, block, charge);
      // The provider writes blank text at times, and refuses it when it comes back.
      if (!(piece instanceof Content.Text(var text) && text.isBlank())) {
        content.add(piece);
      }
    }
    if (content.isEmpty() && stop != ModelAnswer.Stop.REFUSAL) {
      throw Body.lost(endpoint, reply, Kind.EMPTY, charge);
    }
    return new ModelAnswer(
        content,
        stop,
        usage,
        Known.BILLED,
        reply.timing(),
        ModelAnswer.Sizes.UNKNOWN,
        Buying.answered(usage(message, life), message.path("stop_reason").asString("")));
  }

  /// A trace gives an agent one model, so tokens of another cannot be kept in it.
  private static void sameModel(Endpoint endpoint, ObjectNode message, AttemptCharge charge)
      throws ModelFailure {
    List<WireUsage.Share> elsewhere = AnthropicUsage.read(message.path("usage")).elsewhere();
    if (!elsewhere.isEmpty()) {
      throw unsupported(
          endpoint,
          "tokens of other models: "
              + elsewhere.stream()
                  .map(share -> share.kind() + " by " + share.model())
                  .collect(Collectors.joining(", ")),
          charge);
    }
  }

  private static Content content(Endpoint endpoint, JsonNode block, AttemptCharge charge)
      throws ModelFailure {
    var type = block.path("type").asString("");
    return switch (type) {
      case "text" -> new Content.Text(block.path("text").asString(""));
      case "thinking" ->
          new Content.Thinking(
              block.path("thinking").asString(""), block.path("signature").asString(""));
      case "tool_use" ->
          new Content.ToolCall(
              block.path("id").asString(""),
              block.path("name").asString(""),
              ToolInput.of(block.path("input")));
      default -> throw unsupported(endpoint, "a block of type " + type, charge);
    };
  }

  private static ModelAnswer.Stop stop(Endpoint endpoint, String reason, AttemptCharge charge)
      throws ModelFailure {
    return switch (reason) {
      case "tool_use" -> ModelAnswer.Stop.TOOL_USE;
      case "end_turn", "stop_sequence" -> ModelAnswer.Stop.END_TURN;
      case "max_tokens", "model_context_window_exceeded" -> ModelAnswer.Stop.MAX_TOKENS;
      case "refusal" -> ModelAnswer.Stop.REFUSAL;
      default -> throw unsupported(endpoint, "the stop reason " + reason, charge);
    };
  }

  private static ModelFailure unsupported(Endpoint endpoint, String what, AttemptCharge charge) {
    return new ModelFailure(
        Kind.UNSUPPORTED,
        "%s answered with %s, which Breakeven does not understand".formatted(endpoint.base(), what),
        charge);
  }
}
