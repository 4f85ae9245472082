package dev.breakeven.importer.gateway;

import dev.breakeven.exchange.Part;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.gateway.CallLine.Change;
import dev.breakeven.importer.gateway.CallLine.End;
import dev.breakeven.trace.Trace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Reads the ledgers of `breakeven gateway`: a trace for each session of the clients, or for each
/// conversation of a client that names no sessions.
///
/// A request that failed, or was refused, cost nothing and is no call; it is counted in a note.
public final class GatewayLedger implements Importer {
  private static final String FIRST = "{\"type\":\"gateway\"";

  private static final int SUCCESS = 200;
  private static final int FAILURE = 300;

  /// A reader of such ledgers.
  public GatewayLedger() {}

  @Override
  public String tool() {
    return "gateway";
  }

  @Override
  public boolean recognises(String name, byte[] head) {
    return name.endsWith(".jsonl") && new String(head, StandardCharsets.UTF_8).startsWith(FIRST);
  }

  /// A call whose prompt is told in full.
  ///
  /// @param line the call
  /// @param prompt all parts of its prompt
  /// @param input the name of the ledger it is in
  record Whole(CallLine line, List<Part> prompt, String input) {
    String session() {
      String named = line.caller().session();
      if (named != null) {
        return named;
      }
      return prompt.stream()
          .filter(part -> part.origin() == dev.breakeven.trace.Origin.USER)
          .map(Part::hash)
          .findFirst()
          .orElse(line.id());
    }
  }

  @Override
  public Health read(List<Input> inputs, Consumer<Trace> traces) {
    var health = new HealthLog();
    var json = new JsonInputs(health);
    var sessions = new LinkedHashMap<String, List<Whole>>();
    var seen = new HashSet<String>();
    for (Input input : inputs) {
      health.count(Count.INPUTS);
      var ledger = new Ledger(input.name(), seen, health);
      json.lines(input, (line, _) -> ledger.take(line, sessions));
      ledger.end();
    }
    for (Map.Entry<String, List<Whole>> session : sessions.entrySet()) {
      List<Whole> calls = session.getValue();
      calls.sort(Comparator.comparing(call -> call.line().times().start()));
      new SessionTrace(session.getKey(), calls, health).trace().ifPresent(traces);
    }
    return health.health();
  }

  /// One ledger while it is read.
  private static final class Ledger {
    private final String name;
    private final Set<String> seen;
    private final HealthLog health;
    private final Map<String, List<Part>> prompts = new HashMap<>();
    private long failed;
    private long refused;
    private long unanswered;

    Ledger(String name, Set<String> seen, HealthLog health) {
      this.name = name;
      this.seen = seen;
      this.health = health;
    }

    void take(JsonNode json, Map<String, List<Whole>> sessions) {
      String type = json.path("type").asString("");
      switch (type) {
        case "gateway" -> {
          if (json.path("version").asInt(0) > CallLines.VERSION) {
            throw new IllegalArgumentException(
                "expected a ledger of version %d, got %s; a newer Breakeven reads newer versions"
                    .formatted(CallLines.VERSION, json.path("version")));
          }
        }
        case "call" -> call(CallLines.read(json), sessions);
        default -> health.unknown("line of type " + type);
      }
    }

    private void call(CallLine line, Map<String, List<Whole>> sessions) {
      if (!seen.add(line.id())) {
        health.count(Count.REPEATED);
        return;
      }
      List<Part> prompt = prompt(line.request().prompt());
      prompts.put(line.id(), prompt);
      int status = line.answer().status();
      boolean answered = status >= SUCCESS && status < FAILURE;
      if (line.answer().end() == End.REFUSED) {
        refused++;
      } else if (answered) {
        var whole = new Whole(line, prompt, name);
        String key = line.caller().source() + " " + whole.session();
        sessions.computeIfAbsent(key, _ -> new ArrayList<>()).add(whole);
      } else if (status == 0) {
        unanswered++;
      } else {
        failed++;
      }
    }

    private List<Part> prompt(Change change) {
      var prompt = new ArrayList<Part>();
      if (change.base() != null) {
        List<Part> before = prompts.get(change.base());
        if (before == null || before.size() < change.kept()) {
          throw new IllegalArgumentException(
              "expected a call that goes on from one above it, got base " + change.base());
        }
        prompt.addAll(before.subList(0, change.kept()));
      }
      prompt.addAll(change.added());
      return prompt;
    }

    void end() {
      note(failed, "the provider answered with an error, for which it charges nothing");
      note(refused, "the gateway refused");
      note(unanswered, "got no answer: whether they cost something is unknown");
    }

    private void note(long requests, String what) {
      if (requests > 0) {
        health.note(name, requests + (requests == 1 ? " request " : " requests ") + what);
      }
    }
  }
}
