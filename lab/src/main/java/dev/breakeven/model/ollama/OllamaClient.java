package dev.breakeven.model.ollama;

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
import dev.breakeven.model.http.Statuses;
import dev.breakeven.model.http.ToolInput;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.wire.OllamaUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks Ollama's `/api/chat` once and waits for the whole answer.
///
/// Before a model's first question it looks whether the model is there. An answer to a prompt that
/// was cut is a failure: the trial would no longer be the one that was meant.
public final class OllamaClient implements ModelClient {
  private final Endpoint endpoint;
  private final OllamaSettings settings;
  private final JsonPost post;
  private final PromptTruncation truncation;
  private final Set<String> present = ConcurrentHashMap.newKeySet();

  /// Asks `endpoint`: `http://127.0.0.1:11434`.
  ///
  /// @param endpoint where, without `/api`
  /// @param settings how
  /// @param tokens counts the tokens of a text, roughly; see
  ///   [dev.breakeven.model.rehearsal.TokenCounter]
  public OllamaClient(Endpoint endpoint, OllamaSettings settings, ToLongFunction<String> tokens) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.post = new JsonPost(endpoint);
    this.truncation = new PromptTruncation(tokens);
  }

  /// Checks that `model` can be asked.
  ///
  /// @throws ModelFailure if Ollama does not have it, with the command that gets it, or does not
  ///   answer
  /// @throws InterruptedException if this thread is interrupted
  public void check(String model) throws ModelFailure, InterruptedException {
    if (present.contains(model)) {
      return;
    }
    var reply = post.get("/api/tags");
    var tags = Body.object(endpoint, reply, _ -> Usage.NONE);
    var names = new TreeSet<String>();
    tags.path("models").forEach(known -> names.add(known.path("name").asString("")));
    if (!names.contains(model) && !names.contains(model + ":latest")) {
      throw new ModelFailure(
          Kind.NOT_FOUND,
          "Ollama at %s has no model %s; get it by: ollama pull %s (it has: %s)"
              .formatted(
                  endpoint.base(),
                  model,
                  model,
                  names.isEmpty() ? "none" : Statuses.shown(endpoint, String.join(", ", names))),
          new AttemptCharge.Nothing());
    }
    present.add(model);
  }

  @Override
  public ModelAnswer ask(Request request) throws ModelFailure, InterruptedException {
    check(request.model());
    var reply = post.post("/api/chat", OllamaBody.of(request, settings));
    var answer = Body.object(endpoint, reply, OllamaClient::billed);
    var charge = Body.charge(answer, OllamaClient::billed);
    if (!(charge instanceof AttemptCharge.Reported(var usage))
        || !answer.path("done").asBoolean(false)) {
      throw Body.lost(endpoint, reply, Kind.UNREADABLE, charge);
    }
    whole(request, usage);
    var content = content(answer.path("message"), new CallIds(request));
    var stop = stop(answer, content);
    if (content.isEmpty() && stop != Stop.MAX_TOKENS) {
      throw Body.lost(endpoint, reply, Kind.EMPTY, charge);
    }
    return new ModelAnswer(
        content,
        stop,
        usage,
        Known.BILLED,
        reply.timing(),
        ModelAnswer.Sizes.UNKNOWN,
        Served.by(endpoint, request.model(), answer, Purchase.STANDARD));
  }

  private static Usage billed(ObjectNode answer) {
    return OllamaUsage.read(answer).usage();
  }

  /// Checks that the prompt was read as a whole.
  private void whole(Request request, Usage usage) throws ModelFailure {
    if (usage.reported(TokenClass.UNCACHED).isEmpty()) {
      throw new ModelFailure(
          Kind.UNSUPPORTED,
          "Ollama at %s did not report the size of the prompt; versions before 0.30 leave it out"
                  .formatted(endpoint.base())
              + " when the prompt was read before: update Ollama",
          new AttemptCharge.Reported(usage));
    }
    long estimate = truncation.estimate(request);
    if (PromptTruncation.cut(usage.prompt(), estimate)) {
      throw new ModelFailure(
          Kind.TRUNCATED,
          ("Ollama at %s read %d tokens of a prompt of about %d: the context of %d tokens is too"
                  + " small and the oldest messages were left out; raise it or shorten the task."
                  + " Versions before 0.30 also report too little when the prompt was read before:"
                  + " update Ollama then")
              .formatted(endpoint.base(), usage.prompt(), estimate, settings.context()),
          new AttemptCharge.Reported(usage));
    }
  }

  private static List<Content> content(JsonNode message, CallIds ids) {
    var content = new ArrayList<Content>();
    Body.text(message, "thinking").ifPresent(text -> content.add(new Content.Thinking(text, "")));
    content.addAll(Parts.of(message.path("content")));
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

  /// Older versions give no reason.
  private static Stop stop(JsonNode answer, List<Content> content) {
    boolean calls = content.stream().anyMatch(Content.ToolCall.class::isInstance);
    return switch (answer.path("done_reason").asString("")) {
      case "length" -> Stop.MAX_TOKENS;
      case "stop", "" -> calls ? Stop.TOOL_USE : Stop.END_TURN;
      default -> calls ? Stop.TOOL_USE : Stop.UNKNOWN;
    };
  }
}
