package dev.breakeven.model.openai;

import dev.breakeven.model.AttemptCharge;
import dev.breakeven.model.Content;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.ModelAnswer.Stop;
import dev.breakeven.model.ModelClient;
import dev.breakeven.model.ModelFailure;
import dev.breakeven.model.ModelFailure.Kind;
import dev.breakeven.model.Request;
import dev.breakeven.model.http.Body;
import dev.breakeven.model.http.CallIds;
import dev.breakeven.model.http.Endpoint;
import dev.breakeven.model.http.JsonPost;
import dev.breakeven.model.http.Parts;
import dev.breakeven.model.http.Served;
import dev.breakeven.model.http.ToolInput;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.Usage;
import dev.breakeven.wire.Buying;
import dev.breakeven.wire.OpenAiUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks a Chat Completions API once and waits for the whole answer.
///
/// An answer without usage is refused as unreadable: a meter has no use for it.
public final class OpenAiClient implements ModelClient {
  /// The fields in which servers tell what a model thought.
  static final List<String> THINKING = List.of("reasoning_content", "reasoning");

  /// Reasons for an end that are no end but a failure: OpenRouter's and DeepSeek's words.
  private static final Set<String> FAILED = Set.of("error", "insufficient_system_resource");

  private final Endpoint endpoint;
  private final OpenAiSettings settings;
  private final JsonPost post;

  /// Asks `endpoint`: `https://api.openai.com/v1` with a key, `http://127.0.0.1:8000/v1` without.
  ///
  /// @param endpoint where, with the version in its path
  /// @param settings how
  public OpenAiClient(Endpoint endpoint, OpenAiSettings settings) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.post = new JsonPost(endpoint);
  }

  @Override
  public ModelAnswer ask(Request request) throws ModelFailure, InterruptedException {
    var reply = post.post("/chat/completions", OpenAiBody.of(request, settings));
    var answer = Body.object(endpoint, reply, OpenAiClient::billed);
    var charge = Body.charge(answer, OpenAiClient::billed);
    var choice = answer.path("choices").path(0);
    if (!(charge instanceof AttemptCharge.Reported(var usage)) || !choice.isObject()) {
      throw Body.lost(endpoint, reply, Kind.UNREADABLE, charge);
    }
    if (FAILED.contains(choice.path("finish_reason").asString(""))) {
      var error = choice.path("error").isMissingNode() ? choice : choice.path("error");
      throw Body.failed(endpoint, reply, error, charge);
    }
    var content = content(choice.path("message"), new CallIds(request));
    var stop = stop(choice, content);
    if (content.isEmpty() && stop != Stop.REFUSAL && stop != Stop.MAX_TOKENS) {
      throw Body.lost(endpoint, reply, Kind.EMPTY, charge);
    }
    return new ModelAnswer(
        content,
        stop,
        usage,
        Known.BILLED,
        reply.timing(),
        ModelAnswer.Sizes.UNKNOWN,
        Served.by(endpoint, request.model(), answer, bought(answer)));
  }

  private static Usage billed(ObjectNode answer) {
    return OpenAiUsage.read(answer.path("usage")).usage();
  }

  /// The tier stands in the answer, or with others in its usage.
  private static Purchase bought(ObjectNode answer) {
    return Buying.told(answer).plus(Buying.told(answer.path("usage")));
  }

  private static List<Content> content(JsonNode message, CallIds ids) {
    var content = new ArrayList<Content>();
    THINKING.stream()
        .filter(field -> Body.text(message, field).isPresent())
        .findFirst()
        .ifPresent(
            field -> content.add(new Content.Thinking(message.path(field).asString(), field)));
    content.addAll(Parts.of(message.path("content")));
    Body.text(message, "refusal").ifPresent(text -> content.add(new Content.Text(text)));
    for (JsonNode call : message.path("tool_calls")) {
      var function = call.path("function");
      content.add(
          new Content.ToolCall(
              ids.next(call.path("id").asString("")),
              function.path("name").asString(""),
              ToolInput.of(function.path("arguments"))));
    }
    return content;
  }

  /// Some servers say `stop` although they call tools, so the calls decide.
  private static Stop stop(JsonNode choice, List<Content> content) {
    var reason = choice.path("finish_reason").asString("");
    boolean refused = Body.text(choice.path("message"), "refusal").isPresent();
    boolean calls = content.stream().anyMatch(Content.ToolCall.class::isInstance);
    return switch (reason) {
      case "content_filter" -> Stop.REFUSAL;
      case "length", "max_tokens", "model_length" -> Stop.MAX_TOKENS;
      case "stop", "eos", "end_turn", "stop_sequence" ->
          refused ? Stop.REFUSAL : calls ? Stop.TOOL_USE : Stop.END_TURN;
      default -> refused ? Stop.REFUSAL : calls ? Stop.TOOL_USE : Stop.UNKNOWN;
    };
  }
}
