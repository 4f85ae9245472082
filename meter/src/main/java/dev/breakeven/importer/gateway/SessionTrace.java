package dev.breakeven.importer.gateway;

import dev.breakeven.exchange.Caller;
import dev.breakeven.exchange.Caller.Kind;
import dev.breakeven.exchange.Part;
import dev.breakeven.exchange.Reply;
import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Dialogue;
import dev.breakeven.importer.Draft;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.OpenCall;
import dev.breakeven.importer.gateway.GatewayLedger.Whole;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Trace;
import dev.breakeven.wire.WireUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Puts the trace of one session together, from its calls in the order of their start.
///
/// The main agent is `main`, a sub-agent has the client's id of it, titles and the like are
/// `auxiliary`, summaries `compaction`. Where a client does not tell its sub-agents apart, a
/// request is of one if its first message is the prompt by which an earlier answer started it.
final class SessionTrace {
  private final Draft draft;
  private final HealthLog health;
  private final List<Whole> calls;
  private final Map<String, List<Part>> contexts = new HashMap<>();
  private final Map<String, Start> started = new HashMap<>();

  /// A tool call that starts an agent.
  ///
  /// @param agent the agent that made it
  /// @param block the tool call
  private record Start(String agent, int block) {}

  SessionTrace(String key, List<Whole> calls, HealthLog health) {
    this.calls = calls;
    this.health = health;
    this.draft = new Draft(Contents.MEASURED, health);
    Whole first = calls.getFirst();
    draft.label("source", "gateway");
    draft.label("client", first.line().caller().source());
    draft.label("session", key.substring(key.indexOf(' ') + 1));
    draft.label("file", first.input());
  }

  Optional<Trace> trace() {
    calls.forEach(this::call);
    return draft.trace();
  }

  private void call(Whole call) {
    Caller caller = call.line().caller();
    Start start = start(call.prompt());
    String agent = agent(caller, start, call.prompt());
    boolean begun = draft.has(agent);
    Dialogue dialogue = draft.dialogue(agent);
    if (!begun && !agent.equals(Draft.MAIN)) {
      place(dialogue, caller, start);
    }
    prompt(dialogue, call.prompt());
    Reply reply = call.line().answer().reply();
    String model = reply.model() == null ? call.line().request().model() : reply.model();
    Instant asked = call.line().times().start();
    Instant first = asked.plus(call.line().times().first());
    OpenCall open = dialogue.open(model, asked, first);
    open.line(asked.plus(call.line().times().total()), reply.stop(), usage(call));
    for (Part part : reply.parts()) {
      int block = block(agent, part);
      open.answer(block);
      if (part.handsOver() != null) {
        started.put(part.handsOver(), new Start(agent, block));
      }
    }
    append(dialogue, open, reply.parts());
  }

  private @Nullable WireUsage usage(Whole call) {
    JsonNode usage = call.line().answer().reply().usage();
    if (usage == null) {
      return null;
    }
    try {
      return Reply.usage(
          call.line().request().wire(),
          usage,
          call.line().request().hour(),
          call.line().answer().reply().tier());
    } catch (IllegalArgumentException e) {
      health.broken(call.input(), "call " + call.line().id() + ": " + e.getMessage());
      return null;
    }
  }

  private static String agent(Caller caller, @Nullable Start start, List<Part> prompt) {
    if (caller.agent() != null) {
      return caller.agent();
    }
    return switch (caller.kind()) {
      case AUXILIARY -> Kind.AUXILIARY.key();
      case COMPACTION -> Kind.COMPACTION.key();
      case MAIN, SUBAGENT -> start == null ? Draft.MAIN : "agent-" + opening(prompt);
    };
  }

  private static String opening(List<Part> prompt) {
    return users(prompt).isEmpty() ? "" : users(prompt).getLast().hash();
  }

  /// The first message of the user.
  private static List<Part> users(List<Part> prompt) {
    var users = new ArrayList<Part>();
    for (Part part : prompt) {
      if (part.origin() == Origin.USER) {
        users.add(part);
      } else if (!users.isEmpty()) {
        break;
      }
    }
    return users;
  }

  private @Nullable Start start(List<Part> prompt) {
    for (Part part : users(prompt)) {
      Start start = started.get(part.hash());
      if (start != null) {
        return start;
      }
    }
    return null;
  }

  private void place(Dialogue dialogue, Caller caller, @Nullable Start start) {
    if (caller.kind() == Kind.AUXILIARY || caller.kind() == Kind.COMPACTION) {
      dialogue.beside(draft.dialogue(Draft.MAIN));
    } else if (start != null) {
      dialogue.under(draft.dialogue(start.agent()), start.block());
    } else {
      String parent = caller.parent() == null ? Draft.MAIN : caller.parent();
      dialogue.under(draft.dialogue(parent), null);
    }
  }

  private void prompt(Dialogue dialogue, List<Part> prompt) {
    List<Part> context = contexts.computeIfAbsent(dialogue.id(), _ -> new ArrayList<>());
    int common = 0;
    while (common < Math.min(context.size(), prompt.size())
        && context.get(common).is(prompt.get(common))) {
      common++;
    }
    dialogue.cut(common);
    context.subList(common, context.size()).clear();
    for (Part part : prompt.subList(common, prompt.size())) {
      dialogue.append(block(dialogue.id(), part));
      context.add(part);
    }
  }

  private void append(Dialogue dialogue, OpenCall open, List<Part> answer) {
    open.answer().forEach(dialogue::append);
    contexts.computeIfAbsent(dialogue.id(), _ -> new ArrayList<>()).addAll(answer);
  }

  private int block(String agent, Part part) {
    return draft.block(part.origin(), agent, part.tool(), part.text(), part.length());
  }
}
