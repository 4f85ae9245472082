package dev.breakeven.importer.openhands;

import dev.breakeven.importer.Dialogue;
import dev.breakeven.importer.Dialogue.Piece;
import dev.breakeven.importer.Dialogue.Reply;
import dev.breakeven.importer.Draft;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.Messages;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Tokens;
import dev.breakeven.unit.Usd;
import dev.breakeven.wire.Buying;
import dev.breakeven.wire.LoggedUsage;
import dev.breakeven.wire.WireUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Tells one folder.
final class FolderReader {
  private final Draft draft;
  private final Set<String> responses;
  private final HealthLog health;
  private final JsonInputs json;
  private final Messages messages = new Messages();
  private final List<Completion> completions = new ArrayList<>();
  private final List<JsonNode> states = new ArrayList<>();
  private final Map<String, Sums> sums = new HashMap<>();
  private boolean counted;

  private record Completion(Instant start, Instant end, JsonNode log) {}

  /// What a metric said last.
  private record Sums(Usage usage, @Nullable Usd cost) {}

  FolderReader(Draft draft, Set<String> responses, HealthLog health, JsonInputs json) {
    this.draft = draft;
    this.responses = responses;
    this.health = health;
    this.json = json;
  }

  /// Tells all inputs of `folder`: completions first, then events, then states.
  void tell(LogFolder folder) {
    var events = new ArrayList<JsonNode>();
    for (Input input : folder.inputs()) {
      if (input.name().endsWith(".jsonl")) {
        json.lines(input, (line, number) -> events.add(line));
      } else {
        json.document(input, (document, number) -> sort(document, events));
      }
    }
    completions.sort(Comparator.comparing(Completion::end));
    for (Completion completion : completions) {
      json.take(folder.name() + " " + completion.end(), () -> completion(completion));
    }
    counted = !completions.isEmpty();
    for (JsonNode event : events) {
      json.take(folder.name() + " event " + event.path("id").asString("?"), () -> event(event));
    }
    for (JsonNode state : states) {
      json.take(
          folder.name() + "/base_state.json",
          () -> stats(state.path("stats").path("usage_to_metrics"), Instant.EPOCH));
    }
  }

  private void sort(JsonNode document, List<JsonNode> events) {
    if (document.path("response").isObject()) {
      Instant end = Values.orEpoch(Values.time(document.path("timestamp")));
      double latency = document.path("latency_sec").asDouble(0);
      boolean sensible = latency >= 0 && latency < 1e6;
      Instant start = sensible ? end.minus(Duration.ofNanos((long) (latency * 1e9))) : end;
      completions.add(new Completion(start, end, document));
    } else if (document.path("stats").isObject()) {
      states.add(document);
    } else if (document.path("kind").isString()) {
      events.add(document);
    } else {
      throw new IllegalArgumentException(
          "expected a completion log, an event or a conversation's state, got "
              + JsonInputs.shorten(document));
    }
  }

  private void completion(Completion completion) {
    JsonNode log = completion.log();
    JsonNode response = log.path("response");
    String id = Values.first(response, "id");
    if (id != null && !responses.add(id)) {
      health.count(Count.REPEATED);
      return;
    }
    if (completion.end().equals(Instant.EPOCH)) {
      health.count(Count.UNTIMED);
    }
    var pieces = new ArrayList<Piece>();
    JsonNode tools = log.path("tools");
    if (tools.isArray() && !tools.isEmpty()) {
      pieces.add(new Piece(Origin.TOOLS, null, tools.toString()));
    }
    pieces.addAll(messages.all(log.path("messages")));
    Dialogue dialogue = draft.dialogue(Draft.MAIN);
    dialogue.prompt(pieces);
    JsonNode choice = response.path("choices").path(0);
    JsonNode usage = response.path("usage");
    JsonNode details = usage.path("prompt_tokens_details");
    dialogue.answer(
        dialogue.answered(messages.one(choice.path("message"))),
        Reply.of(
                Values.model(response, "model"),
                usage(
                    usage.path("prompt_tokens"),
                    usage.path("cache_creation_input_tokens"),
                    first(
                        details.path("cached_tokens"),
                        usage.path("cache_read_input_tokens"),
                        usage.path("prompt_cache_hit_tokens")),
                    usage.path("completion_tokens")))
            .stopped(Values.first(choice, "finish_reason"))
            .costing(Values.cost(log.path("cost")))
            .bought(Buying.told(usage).plus(Buying.told(response))),
        completion.start(),
        completion.end());
  }

  private void event(JsonNode event) {
    if (event.path("key").asString("").equals("stats")) {
      Instant time = Values.orEpoch(Values.time(event.path("timestamp")));
      stats(event.path("value").path("usage_to_metrics"), time);
      counted |= !sums.isEmpty();
    } else if (!event.path("kind").isString()) {
      health.unknown("event without a kind");
    }
  }

  /// Takes in the sums of all metrics: single usages by their ids, else what the sums grew by.
  private void stats(JsonNode metrics, Instant time) {
    for (Map.Entry<String, JsonNode> metric : metrics.properties()) {
      JsonNode said = metric.getValue();
      JsonNode usages = said.path("token_usages");
      if (usages.isArray() && !usages.isEmpty()) {
        for (int i = 0; i < usages.size(); i++) {
          single(metric.getKey(), usages.get(i), said.path("costs").path(i), time);
        }
      } else if (time.isAfter(Instant.EPOCH) ? completions.isEmpty() : !counted) {
        growth(metric.getKey(), said, time);
      }
    }
  }

  private void single(String metric, JsonNode usage, JsonNode cost, Instant time) {
    String id = Values.first(usage, "response_id");
    if (id != null && !responses.add(id)) {
      health.count(Count.REPEATED);
      return;
    }
    Instant at = Values.time(cost.path("timestamp"));
    call(
        metric,
        Reply.of(Values.model(usage, "model"), usage(usage))
            .costing(Values.cost(cost.path("cost"))),
        at == null ? time : at);
  }

  private void growth(String metric, JsonNode said, Instant time) {
    Usage sum = usage(said.path("accumulated_token_usage"));
    Usd cost = Values.cost(said.path("accumulated_cost"));
    Sums before = sums.getOrDefault(metric, new Sums(Usage.NONE, Usd.ZERO));
    Usage grown = minus(sum, before.usage());
    sums.put(metric, new Sums(sum, cost));
    if (grown.counts().values().stream().allMatch(tokens -> tokens.count() == 0)) {
      return;
    }
    Usd paid = before.cost();
    Usd difference =
        cost != null && paid != null && cost.compareTo(paid) > 0 ? cost.minus(paid) : null;
    call(metric, Reply.of(Values.model(said, "model_name"), grown).costing(difference), time);
  }

  private void call(String metric, Reply reply, Instant time) {
    if (time.equals(Instant.EPOCH)) {
      health.count(Count.UNTIMED);
    }
    boolean main = metric.equals("default") || metric.equals("agent");
    Dialogue dialogue = draft.dialogue(main ? Draft.MAIN : metric);
    if (!main) {
      dialogue.beside(draft.dialogue(Draft.MAIN));
    }
    dialogue.answer(reply, time, time);
  }

  /// `sum` less `before`; `sum` itself where it is less, because it began anew.
  private static Usage minus(Usage sum, Usage before) {
    var counts = new EnumMap<TokenClass, Tokens>(TokenClass.class);
    for (TokenClass tokenClass : sum.counts().keySet()) {
      long count = sum.count(tokenClass) - before.count(tokenClass);
      if (count < 0) {
        return sum;
      }
      counts.put(tokenClass, new Tokens(count));
    }
    return new Usage(counts);
  }

  private Usage usage(JsonNode tokens) {
    return usage(
        tokens.path("prompt_tokens"),
        tokens.path("cache_write_tokens"),
        tokens.path("cache_read_tokens"),
        tokens.path("completion_tokens"));
  }

  private Usage usage(JsonNode prompt, JsonNode written, JsonNode read, JsonNode output) {
    WireUsage usage = new LoggedUsage(prompt, written, read, output).whole();
    if (usage.lifeAssumed()) {
      health.count(Count.LIFE_ASSUMED);
    }
    return usage.usage();
  }

  private static JsonNode first(JsonNode... values) {
    JsonNode first = values[0];
    for (JsonNode value : values) {
      first = first.isMissingNode() || first.isNull() ? value : first;
    }
    return first;
  }
}
