package dev.breakeven.model.anthropic;

import dev.breakeven.model.AttemptCharge;
import dev.breakeven.model.Content;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.ModelFailure;
import dev.breakeven.model.ModelFailure.Kind;
import dev.breakeven.model.Request;
import dev.breakeven.model.http.Body;
import dev.breakeven.model.http.CallIds;
import dev.breakeven.model.http.Endpoint;
import dev.breakeven.model.http.Parts;
import dev.breakeven.model.http.Reply;
import dev.breakeven.model.http.Served;
import dev.breakeven.model.http.ToolInput;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Usage;
import dev.breakeven.wire.AnthropicUsage;
import dev.breakeven.wire.Buying;
import dev.breakeven.wire.WireUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An answer in Anthropic's words: its usage first, then its content.
final class MessagesAnswer {
  /// Who thought up to the limit, or refused, need not have said anything.
  private static final Set<ModelAnswer.Stop> CAN_BE_EMPTY =
      Set.of(ModelAnswer.Stop.REFUSAL, ModelAnswer.Stop.MAX_TOKENS);

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

  static ModelAnswer read(
      Endpoint endpoint, Request request, Reply reply, ObjectNode message, CacheLife life)
      throws ModelFailure {
    var charge = Body.charge(message, json -> billed(json, life));
    if (!(charge instanceof AttemptCharge.Reported(var usage))) {
      throw Body.lost(endpoint, reply, Kind.UNREADABLE, charge);
    }
    sameModel(endpoint, message, charge);
    var content = content(message.path("content"), new CallIds(request));
    var stop = stop(message.path("stop_reason").asString(""), content);
    if (content.isEmpty() && !CAN_BE_EMPTY.contains(stop)) {
      throw Body.lost(endpoint, reply, Kind.EMPTY, charge);
    }
    var bought = Buying.answered(usage(message, life), message.path("stop_reason").asString(""));
    return new ModelAnswer(
        content,
        stop,
        usage,
        Known.BILLED,
        reply.timing(),
        ModelAnswer.Sizes.UNKNOWN,
        Served.by(endpoint, request.model(), message, bought));
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

  private static List<Content> content(JsonNode blocks, CallIds ids) {
    if (!blocks.isArray()) {
      return Parts.of(blocks);
    }
    var content = new ArrayList<Content>();
    for (JsonNode block : blocks) {
      if (block instanceof ObjectNode object) {
        var piece = content(object, ids);
        // The provider writes blank text at times, and refuses it when it comes back.
        if (!(piece instanceof Content.Text(var text) && text.isBlank())) {
          content.add(piece);
        }
      }
    }
    return content;
  }

  private static Content content(ObjectNode block, CallIds ids) {
    var type = block.path("type").asString("");
    return switch (type) {
      case "text" -> new Content.Text(block.path("text").asString(""));
      case "thinking" ->
          new Content.Thinking(
              block.path("thinking").asString(""), block.path("signature").asString(""));
      case "tool_use" ->
          new Content.ToolCall(
              ids.next(block.path("id").asString("")),
              block.path("name").asString(""),
              ToolInput.of(block.path("input")));
      default -> new Content.Opaque(type, Body.fields(block));
    };
  }

  private static ModelAnswer.Stop stop(String reason, List<Content> content) {
    boolean calls = content.stream().anyMatch(Content.ToolCall.class::isInstance);
    return switch (reason) {
      case "max_tokens", "model_context_window_exceeded" -> ModelAnswer.Stop.MAX_TOKENS;
      case "refusal" -> ModelAnswer.Stop.REFUSAL;
      case "pause_turn" -> ModelAnswer.Stop.PAUSE;
      case "end_turn", "stop_sequence" ->
          calls ? ModelAnswer.Stop.TOOL_USE : ModelAnswer.Stop.END_TURN;
      default -> calls ? ModelAnswer.Stop.TOOL_USE : ModelAnswer.Stop.UNKNOWN;
    };
  }

  private static ModelFailure unsupported(Endpoint endpoint, String what, AttemptCharge charge) {
    return new ModelFailure(
        Kind.UNSUPPORTED,
        "%s answered with %s, which Breakeven does not understand".formatted(endpoint.base(), what),
        charge);
  }
}
