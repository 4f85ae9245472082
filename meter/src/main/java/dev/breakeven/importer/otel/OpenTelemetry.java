package dev.breakeven.importer.otel;

import dev.breakeven.importer.Dialogue;
import dev.breakeven.importer.Dialogue.Piece;
import dev.breakeven.importer.Dialogue.Reply;
import dev.breakeven.importer.Draft;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.Messages;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.wire.WireUsage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads spans of the OpenTelemetry conventions for GenAI: a trace for each of theirs.
///
/// Inputs are OTLP in JSON, as one document or one a line, or exports of Langfuse. A span counts
/// once over all inputs. Where a call's span stands in another call's, as with a framework around a
/// client, both tell of one request, and the inner one counts.
public final class OpenTelemetry implements Importer {
  private final Messages messages = new Messages();

  /// A reader of such spans.
  public OpenTelemetry() {}

  @Override
  public String tool() {
    return "otel";
  }

  /// OTLP begins with resource spans; an export of Langfuse holds observations.
  @Override
  public boolean recognises(String name, byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    boolean named = name.endsWith(".json") || name.endsWith(".jsonl");
    return named
        && (text.contains("\"resourceSpans\"")
            || text.contains("\"resource_spans\"")
            || (text.contains("\"observations\"") && text.contains("\"trace")));
  }

  @Override
  public Health read(List<Input> inputs, Consumer<Trace> traces) {
    var health = new HealthLog();
    var json = new JsonInputs(health);
    var found = new LinkedHashMap<String, Tree>();
    for (Input input : inputs) {
      health.count(Count.INPUTS);
      JsonInputs.Taker taker =
          (document, number) ->
              document(document, input.name() + ":" + number, input, found, json, health);
      if (input.name().endsWith(".jsonl")) {
        json.lines(input, taker);
      } else {
        json.document(input, taker);
      }
    }
    found.values().stream()
        .sorted(Comparator.comparing(Tree::begun))
        .forEach(tree -> tell(tree, health, traces));
    return health.health();
  }

  /// The spans of one trace.
  private record Tree(String id, Input input, Map<String, Span> spans) {
    private Instant begun() {
      return spans.values().stream()
          .map(Span::start)
          .min(Comparator.naturalOrder())
          .orElse(Instant.EPOCH);
    }
  }

  private static void document(
      JsonNode document,
      String where,
      Input input,
      Map<String, Tree> found,
      JsonInputs json,
      HealthLog health) {
    JsonNode resources =
        document.has("resourceSpans")
            ? document.path("resourceSpans")
            : document.path("resource_spans");
    JsonNode observations = document.isArray() ? document : document.path("observations");
    if (!resources.isArray() && !observations.isArray()) {
      throw new IllegalArgumentException(
          "expected resourceSpans or observations, got " + JsonInputs.shorten(document));
    }
    for (JsonNode resource : resources) {
      JsonNode scopes =
          resource.has("scopeSpans") ? resource.path("scopeSpans") : resource.path("scope_spans");
      for (JsonNode scope : scopes) {
        for (JsonNode span : scope.path("spans")) {
          json.take(where, () -> add(Span.ofOtlp(span, scope), input, found, health));
        }
      }
    }
    for (JsonNode observation : observations) {
      json.take(where, () -> add(Span.ofLangfuse(observation), input, found, health));
    }
  }

  private static void add(Span span, Input input, Map<String, Tree> found, HealthLog health) {
    Tree tree =
        found.computeIfAbsent(span.trace(), key -> new Tree(key, input, new LinkedHashMap<>()));
    if (tree.spans().putIfAbsent(span.id(), span) != null) {
      health.count(Count.REPEATED);
    }
  }

  private void tell(Tree tree, HealthLog health, Consumer<Trace> traces) {
    List<Span> calls = calls(tree, health);
    var draft = new Draft("otel", tree.id(), tree.input().name(), health);
    var agents = new LinkedHashMap<String, Dialogue>();
    for (Span call : calls) {
      String agent = agent(call, tree);
      Dialogue dialogue =
          agent == null
              ? draft.dialogue(Draft.MAIN)
              : agents.computeIfAbsent(
                  agent, key -> draft.dialogue(id(key, tree, draft, agents.isEmpty())));
      call(call, dialogue, health);
    }
    agents.forEach((agent, dialogue) -> {
      Dialogue above = above(agent, agents, tree);
      String role = Objects.requireNonNull(tree.spans().get(agent)).text("breakeven.agent.role");
      dialogue.as(role);
      boolean within = above != null && !above.equals(dialogue);
      // Agents within others were delegated by them, unless an export of ours says otherwise.
      if (role == null ? within : role.equals(Role.EXECUTOR.key())) {
        dialogue.under(within ? above : null, null);
      } else if (within) {
        dialogue.beside(Objects.requireNonNull(above));
      }
    });
    draft.trace().ifPresent(traces);
  }

  /// What the agent of the span `agent` is called: by an export of ours what it says.
  private static String id(String agent, Tree tree, Draft draft, boolean first) {
    Span span = Objects.requireNonNull(tree.spans().get(agent));
    draft.label("project", span.text("breakeven.project"));
    String own = span.text("breakeven.agent.id");
    if (own != null && !draft.has(own)) {
      return own;
    }
    return first ? Draft.MAIN : agent;
  }

  /// The calls by their start, without those around others.
  private static List<Span> calls(Tree tree, HealthLog health) {
    var around = new HashSet<String>();
    var calls = new ArrayList<Span>();
    for (Span span : tree.spans().values()) {
      if (AttributeNames.isCall(span)) {
        calls.add(span);
        var passed = new HashSet<String>();
        String at = span.parent();
        while (at != null && passed.add(at)) {
          around.add(at);
          Span parent = tree.spans().get(at);
          at = parent == null ? null : parent.parent();
        }
      }
    }
    var inner = new ArrayList<Span>();
    for (Span call : calls) {
      if (around.contains(call.id())) {
        health.count(Count.REPEATED);
      } else {
        inner.add(call);
      }
    }
    inner.sort(Comparator.comparing(Span::start));
    return inner;
  }

  private static @Nullable String agent(Span span, Tree tree) {
    var passed = new HashSet<String>();
    String at = span.parent();
    while (at != null && passed.add(at)) {
      Span parent = tree.spans().get(at);
      if (parent == null) {
        return null;
      }
      if (AttributeNames.isAgent(parent)) {
        return at;
      }
      at = parent.parent();
    }
    return null;
  }

  /// The nearest agent around `agent` that made calls; null for none.
  private static @Nullable Dialogue above(String agent, Map<String, Dialogue> agents, Tree tree) {
    var passed = new HashMap<String, Boolean>();
    Span span = tree.spans().get(agent);
    while (span != null && passed.put(span.id(), true) == null) {
      String next = agent(span, tree);
      if (next == null) {
        return null;
      }
      Dialogue dialogue = agents.get(next);
      if (dialogue != null) {
        return dialogue;
      }
      span = tree.spans().get(next);
    }
    return null;
  }

  private void call(Span span, Dialogue dialogue, HealthLog health) {
    var prompt = new ArrayList<Piece>();
    messages
        .all(span.json("gen_ai.system_instructions"))
        .forEach(piece -> prompt.add(new Piece(Origin.SYSTEM, null, piece.text())));
    prompt.addAll(asked(content(span, "input", "gen_ai.input.messages", "gen_ai.prompt")));
    dialogue.prompt(prompt);
    JsonNode said = content(span, "output", "gen_ai.output.messages", "gen_ai.completion");
    List<Integer> answer = dialogue.answered(said(said));
    Reply reply = Reply.of(AttributeNames.model(span), Usage.NONE);
    try {
      var told = new SpanUsage(span);
      told.doubts().forEach(health::unknown);
      WireUsage usage = told.usage();
      if (usage.lifeAssumed()) {
        health.count(Count.LIFE_ASSUMED);
      }
      reply =
          new Reply(
              AttributeNames.model(span), usage.usage(), AttributeNames.known(span), null, null);
    } catch (IllegalArgumentException e) {
      health.unknown("usage of another form");
    }
    Purchase bought = Purchase.STANDARD;
    try {
      bought = AttributeNames.bought(span);
    } catch (IllegalArgumentException e) {
      health.unknown("way of buying of another form");
    }
    if (span.start().equals(Instant.EPOCH)) {
      health.count(Count.UNTIMED);
    }
    dialogue.answer(
        answer,
        reply
            .stopped(Values.text(span.json("gen_ai.response.finish_reasons").path(0)))
            .costing(AttributeNames.cost(span))
            .bought(bought),
        span.start(),
        span.end());
  }

  /// A prompt: messages, one message, or a whole request to Gemini.
  private List<Piece> asked(JsonNode asked) {
    if (!asked.isObject()) {
      return messages.all(asked);
    }
    JsonNode contents = asked.path("contents");
    return contents.isArray() ? messages.all(contents) : messages.one(asked);
  }

  /// An answer: messages, one message, or a whole response of the Responses API or of Gemini.
  private List<Piece> said(JsonNode said) {
    if (said.isString()) {
      return List.of(new Piece(Origin.TEXT, null, said.stringValue()));
    }
    if (said.path("output").isArray()) {
      return messages.all(said.path("output"));
    }
    if (said.isArray()) {
      return messages.all(said);
    }
    return messages.one(said.path("role").isString() ? said : said.path("content"));
  }

  private static JsonNode content(Span span, String exported, String... names) {
    JsonNode content = span.json(names);
    if (content.isArray() || content.isObject()) {
      return content;
    }
    JsonNode other = span.export().path(exported);
    JsonNode parsed = other.isString() ? JsonInputs.parse(other.stringValue()) : other;
    return parsed.isMissingNode() ? other : parsed;
  }
}
