package dev.breakeven.agent;

import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.Request;
import dev.breakeven.tool.Tool;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Prompt;
import dev.breakeven.trace.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps what happens in one trial: turns requests and answers into the agents, blocks and calls of
/// a trace and hands each to a [Watcher] as it happens.
///
/// Used by one thread at a time: an orchestrator waits for its executor.
public final class Recorder {
  /// Positions of the first two blocks of every prompt.
  private static final int TOOLS = 0;

  private static final int SYSTEM = 1;

  private final Watcher watcher;
  private final Map<String, Integer> children = new HashMap<>();
  private final Map<String, Integer> lastText = new HashMap<>();
  private int nextBlock;
  private int tops;
  private @Nullable Delegation delegation;

  /// The tool call that is running, and whose it is.
  private record Delegation(Agent by, int block) {}

  /// Hands everything to `watcher`.
  public Recorder(Watcher watcher) {
    this.watcher = watcher;
  }

  /// The tape of a new agent.
  Tape tape(AgentSpec spec) {
    return new Tape(spec.identity());
  }

  /// An agent that nobody called in: the trial's first, or one that comes after it.
  public Agent next(Role role, String model) {
    tops++;
    return new Agent(tops == 1 ? "main" : "main-" + tops, role, model, null, null);
  }

  /// An agent that carries out what `before` said at last.
  public Agent after(Agent before, Role role, String model) {
    return new Agent(childId(before.id()), role, model, before.id(), lastText.get(before.id()));
  }

  /// The agent that the running tool call asks for: a child of the one that called.
  Agent called(Role role, String model) {
    return child(role, model);
  }

  /// Notes that the running tool call asks for an executor whose calls nobody sees.
  ///
  /// @param name what it is called in the place of a model
  public void unseenExecutor(String name) {
    watcher.agent(child(Role.EXECUTOR, name));
  }

  private Agent child(Role role, String model) {
    if (delegation == null) {
      throw new IllegalStateException("expected a running delegation, but no tool is being called");
    }
    var parent = delegation.by().id();
    return new Agent(childId(parent), role, model, parent, delegation.block());
  }

  private String childId(String parent) {
    return parent + "." + children.merge(parent, 1, Integer::sum);
  }

  /// One agent's conversation as it is recorded.
  final class Tape {
    private final Agent agent;
    private final List<Integer> pieces = new ArrayList<>();

    /// What stands at each position of the prompt after the tools and the system prompt: looked at
    /// by identity, because an edited conversation keeps the very pieces it does not change.
    private final List<Content> contents = new ArrayList<>();

    private final IdentityHashMap<Content, Origin> heard = new IdentityHashMap<>();
    private final Map<String, Integer> callBlocks = new HashMap<>();
    private final Map<String, Tool.Result> results = new HashMap<>();
    private final Map<String, String> toolOf = new HashMap<>();
    private int recorded;
    private int turn;

    Tape(Agent agent) {
      this.agent = agent;
    }

    void begin() {
      watcher.agent(agent);
    }

    /// Notes where a text comes from that the agent is about to be told.
    void heard(Content.Text text, Origin origin) {
      heard.put(text, origin);
    }

    void call(Request request, ModelAnswer answer) {
      turn++;
      var sizes = answer.sizes().prompt();
      int kept = Math.min(recorded, unchanged(request));
      int newest = recordPrompt(request, sizes);
      var added = List.copyOf(pieces.subList(kept, newest));
      var answered = recordAnswer(answer);
      watcher.call(
          new Call(
              agent.id() + "#" + turn,
              agent.id(),
              turn,
              new Prompt(kept, added, List.of(TOOLS, SYSTEM, newest - 1)),
              new Call.Answer(
                  answered,
                  answer.stop().key(),
                  answer.usage(),
                  answer.known(),
                  null,
                  answer.bought()),
              answer.timing()));
      recorded = newest;
    }

    private int recordPrompt(Request request, List<Long> sizes) {
      if (pieces.isEmpty()) {
        add(Origin.TOOLS, null, Json.write(request.tools()), sizes);
        add(Origin.SYSTEM, null, request.system(), sizes);
      }
      int position = SYSTEM + 1;
      for (Message message : request.messages()) {
        for (Content content : message.content()) {
          if (position >= pieces.size()) {
            add(content, sizes);
          }
          position++;
        }
      }
      return position;
    }

    /// How many leading pieces of the prompt stand as they were recorded. What follows them is
    /// forgotten: an edited conversation has other pieces there.
    @SuppressWarnings("ReferenceEquality") // Two equal texts are two pieces of a prompt.
    private int unchanged(Request request) {
      if (pieces.isEmpty()) {
        return 0;
      }
      int same = 0;
      for (Message message : request.messages()) {
        for (Content content : message.content()) {
          if (same == contents.size() || contents.get(same) != content) {
            return truncate(same);
          }
          same++;
        }
      }
      return truncate(same);
    }

    private int truncate(int same) {
      contents.subList(same, contents.size()).clear();
      pieces.subList(SYSTEM + 1 + same, pieces.size()).clear();
      return SYSTEM + 1 + same;
    }

    private void add(Content content, List<Long> sizes) {
      contents.add(content);
      switch (content) {
        case Content.Text(var text) ->
            add(heard.getOrDefault(content, Origin.USER), null, text, sizes);
        case Content.Thinking(var text, var _) -> add(Origin.THINKING, null, text, sizes);
        case Content.Opaque(var type, var fields) ->
            add(origin(type), type, Json.write(fields), sizes);
        case Content.ToolCall call ->
            throw new IllegalStateException("expected the call to be recorded already: " + call);
        case Content.ToolResult result -> {
          var known = results.get(result.call());
          add(
              known == null ? Origin.TOOL_RESULT : known.origin(),
              toolOf.get(result.call()),
              result.text(),
              sizes);
        }
      }
    }

    private void add(Origin origin, @Nullable String tool, String text, List<Long> sizes) {
      int position = pieces.size();
      var tokens = position < sizes.size() ? sizes.get(position) : null;
      pieces.add(record(origin, tool, text, tokens));
    }

    private List<Integer> recordAnswer(ModelAnswer answer) {
      var sizes = answer.sizes().answer();
      var ids = new ArrayList<Integer>();
      for (int i = 0; i < answer.content().size(); i++) {
        var tokens = i < sizes.size() ? sizes.get(i) : null;
        int id =
            switch (answer.content().get(i)) {
              case Content.Text(var text) -> record(Origin.TEXT, null, text, tokens);
              case Content.Thinking(var text, var _) -> record(Origin.THINKING, null, text, tokens);
              case Content.Opaque(var type, var fields) ->
                  record(origin(type), type, Json.write(fields), tokens);
              case Content.ToolCall call -> recordCall(call, tokens);
              case Content.ToolResult result ->
                  throw new IllegalArgumentException("a model cannot answer a result: " + result);
            };
        ids.add(id);
        pieces.add(id);
        contents.add(answer.content().get(i));
        if (answer.content().get(i) instanceof Content.Text) {
          lastText.put(agent.id(), id);
        }
      }
      return ids;
    }

    /// What a piece that only its provider understands comes nearest to, by its provider's word.
    private static Origin origin(String type) {
      if (type.contains("thinking") || type.contains("reasoning")) {
        return Origin.THINKING;
      }
      return type.endsWith("tool_use")
          ? Origin.TOOL_CALL
          : type.endsWith("result") ? Origin.TOOL_RESULT : Origin.TEXT;
    }

    private int recordCall(Content.ToolCall call, @Nullable Long tokens) {
      var origin = call.tool().equals(ToolRun.DELEGATE) ? Origin.INSTRUCTION : Origin.TOOL_CALL;
      int id = record(origin, call.tool(), Json.write(call.input()), tokens);
      callBlocks.put(call.id(), id);
      toolOf.put(call.id(), call.tool());
      return id;
    }

    private int record(Origin origin, @Nullable String tool, String text, @Nullable Long tokens) {
      var block = new Block(nextBlock++, origin, agent.id(), tool, text, tokens);
      watcher.block(block);
      return block.id();
    }

    void calling(Content.ToolCall call) {
      delegation = new Delegation(agent, callBlocks.getOrDefault(call.id(), -1));
    }

    void called(Content.ToolCall call, Tool.Result result, Duration took) {
      results.put(call.id(), result);
      watcher.tool(
          new ToolRun(agent.id(), turn, call.tool(), result.error(), result.text().length(), took));
    }
  }
}
