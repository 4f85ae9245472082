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
import dev.breakeven.model.http.Endpoint;
import dev.breakeven.model.http.JsonPost;
import dev.breakeven.model.http.ToolInput;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Usage;
import dev.breakeven.wire.Buying;
import dev.breakeven.wire.OpenAiUsage;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks a Chat Completions API once and waits for the whole answer.
///
/// An answer without usage is refused as unreadable: a meter has no use for it.
public final class OpenAiClient implements ModelClient {
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
    var content = content(choice.path("message"));
    var stop = stop(choice, content);
    if (content.isEmpty() && stop != Stop.REFUSAL) {
      throw Body.lost(endpoint, reply, Kind.EMPTY, charge);
    }
    return new ModelAnswer(
        content,
        stop,
        usage,
        Known.BILLED,
        reply.timing(),
        ModelAnswer.Sizes.UNKNOWN,
        Buying.told(answer));
  }

  private static Usage billed(ObjectNode answer) {
    return OpenAiUsage.read(answer.path("usage")).usage();
  }

  private static List<Content> content(JsonNode message) {
    var content = new ArrayList<Content>();
    Body.text(message, "reasoning_content")
        .or(() -> Body.text(message, "reasoning"))
        .ifPresent(text -> content.add(new Content.Thinking(text, "")));
    Body.text(message, "content").ifPresent(text -> content.add(new Content.Text(text)));
    Body.text(message, "refusal").ifPresent(text -> content.add(new Content.Text(text)));
    for (JsonNode call : message.path("tool_calls")) {
      var function = call.path("function");
      content.add(
          new Content.ToolCall(
              call.path("id").asString(""),
              function.path("name").asString(""),
              ToolInput.of(function.path("arguments"))));
    }
    return content;
  }

  /// Some servers say `stop` although they call tools, so the calls decide.
  private static Stop stop(JsonNode choice, List<Content> content) {
    var reason = choice.path("finish_reason").asString("");
    if (reason.equals("content_filter")
        || Body.text(choice.path("message"), "refusal").isPresent()) {
      return Stop.REFUSAL;
    }
    if (reason.equals("length")) {
      return Stop.MAX_TOKENS;
    }
    return content.stream().anyMatch(Content.ToolCall.class::isInstance)
        ? Stop.TOOL_USE
        : Stop.END_TURN;
  }
}
