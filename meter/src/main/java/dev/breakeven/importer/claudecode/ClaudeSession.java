package dev.breakeven.importer.claudecode;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Draft;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.OpenCall;
import dev.breakeven.importer.Values;
import dev.breakeven.importer.claudecode.ToolUses.ToolUse;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Trace;
import dev.breakeven.unit.Usd;
import dev.breakeven.wire.WireUsage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One session and its sub-agents, built line by line.
final class ClaudeSession {
  static final String MAIN = "main";

  /// How the ids of sub-agents begin that only write a summary of the session's own conversation.
  static final String COMPACTION = "acompact-";

  private static final String SYNTHETIC = "<synthetic>";

  private final Repeats repeats;
  private final HealthLog health;
  private final Draft draft;
  private final ToolUses tools = new ToolUses();
  private final Map<String, Conversation> conversations = new LinkedHashMap<>();
  private @Nullable Conversation main;
  private Entry.About about = Entry.About.NOTHING;
  private @Nullable String cost;

  /// Whether the main agent wrote an instruction.
  private boolean delegates;

  private final Map<String, Where> lines = new HashMap<>(512);
  private final Map<String, List<Entry>> reported = new LinkedHashMap<>();
  private final Deque<Compacted> compacted = new ArrayDeque<>();

  /// What the blocks say that are tools and system prompts on file.
  private final Map<Integer, String> shapes = new HashMap<>();

  /// The last line with an id, which the next one follows as a rule.
  private String lastId = "";

  private Where last = new Where();

  /// Where the line stands that the line at hand follows.
  private @Nullable Where parent;

  /// The branch that the line at hand follows.
  private Conversation.@Nullable Branch branch;

  /// Where in which conversation a line stands.
  private static final class Where {
    /// Null until the line was taken in.
    private @Nullable Conversation conversation;

    /// The step it belongs to.
    private int step;

    /// How many blocks the conversation had with it.
    private int length;

    /// The branch it stood on when it was read, null for none.
    private Conversation.@Nullable Branch branch;
  }

  /// What a conversation consisted of when it was compacted.
  private record Compacted(List<Integer> head, List<Integer> blocks) {}

  /// @param contents what blocks are to hold
  ClaudeSession(Repeats repeats, HealthLog health, Contents contents) {
    this.repeats = repeats;
    this.health = health;
    this.draft = new Draft(contents, health);
  }

  /// Notes that the transcript of `agent` is among the inputs, so that what others report of it
  /// only fills gaps.
  void expect(String agent) {
    reported.put(agent, new ArrayList<>());
  }

  /// Notes which tool call started `agent`, as a file beside its transcript says.
  void started(String agent, String toolUse) {
    tools.started(agent, toolUse);
  }

  /// Takes in a line of the transcript of `owner`, null for the session's own.
  void add(Entry entry, @Nullable String owner) {
    about = about.with(entry.note().about());
    cost = entry.note().cost() == null ? cost : entry.note().cost();
    String uuid = entry.place().uuid();
    String agent = entry.place().agent() == null ? owner : entry.place().agent();
    if (agent != null && entry.note().toolUse() != null && entry.place().side()) {
      tools.started(agent, entry.note().toolUse());
      if (reported.containsKey(agent) && !agent.equals(owner)) {
        reported.get(agent).add(entry);
        return;
      }
    }
    var where = new Where();
    if (uuid != null && lines.putIfAbsent(uuid, where) != null) {
      return;
    }
    parent = where(entry.place().parent());
    Conversation conversation = conversation(entry, agent);
    branch = waiting(conversation);
    take(entry, conversation);
    where.conversation = conversation;
    where.step = conversation.step();
    where.length = branch != null && branch.waits() ? branch.length() : conversation.length();
    where.branch = branch;
    if (uuid != null) {
      lastId = uuid;
      last = where;
    }
  }

  /// The folder the tool worked in, by the first line that says so, and the newest version and
  /// title that a line tells.
  Entry.About about() {
    return about;
  }

  /// Where the line `uuid` stands, null if it was not taken in.
  private @Nullable Where where(@Nullable String uuid) {
    if (uuid == null) {
      return null;
    }
    Where where = uuid.equals(lastId) ? last : lines.get(uuid);
    return where == null || where.conversation == null ? null : where;
  }

  /// The branch that the line at hand follows in `conversation`, if it still waits.
  private Conversation.@Nullable Branch waiting(Conversation conversation) {
    if (parent == null || !conversation.equals(parent.conversation)) {
      return null;
    }
    Conversation.Branch on = parent.branch;
    return on != null && on.waits() ? on : null;
  }

  /// Takes in what the parent reported of `agent` and its own transcript, read by now, lacks.
  void fill(String agent) {
    for (Entry entry : reported.getOrDefault(agent, List.of())) {
      Entry.Said said = entry.said();
      if (entry.kind() == EntryKind.ASSISTANT
          && said != null
          && repeats.answer(entry, said).turn == null) {
        take(entry, conversation(entry, agent));
      }
    }
    reported.remove(agent);
  }

  private Conversation conversation(Entry entry, @Nullable String agent) {
    if (agent != null) {
      Conversation known = conversations.get(agent);
      return known == null ? begun(agent) : known;
    }
    if (!entry.place().side()) {
      main = main == null ? conversations.computeIfAbsent(MAIN, this::conversation) : main;
      return main;
    }
    Conversation followed = parent == null ? null : parent.conversation;
    if (followed != null && !followed.id.equals(MAIN)) {
      return followed;
    }
    return conversations.computeIfAbsent("side." + conversations.size(), this::conversation);
  }

  private Conversation conversation(String id) {
    return new Conversation(draft.dialogue(id));
  }

  /// A sub-agent's conversation; one that compacts begins with what it compacts.
  private Conversation begun(String agent) {
    Conversation conversation = conversation(agent);
    Compacted whole = agent.startsWith(COMPACTION) ? compacted.poll() : null;
    if (whole != null) {
      conversation.begin(whole.head(), whole.blocks());
    }
    conversations.put(agent, conversation);
    return conversation;
  }

  private void take(Entry entry, Conversation conversation) {
    switch (entry.kind()) {
      case USER -> user(entry, conversation);
      case ASSISTANT -> assistant(entry, conversation);
      case ATTACHMENT -> attachment(entry, conversation);
      case COMPACTION -> {
        health.count(Count.COMPACTED);
        compacted.add(new Compacted(conversation.head(), conversation.blocks()));
        conversation.clear();
      }
      case REQUEST -> conversation.requested(entry.time());
      case SHAPE -> shape(entry.note().texts(), conversation);
      case FORK -> {
        Where from = where(entry.note().texts().isEmpty() ? "" : entry.note().texts().getFirst());
        Conversation other = from == null ? null : from.conversation;
        if (from != null && other != null && conversation.isEmpty()) {
          List<Integer> whole = other.blocks();
          conversation.begin(other.head(), whole.subList(0, Math.min(from.length, whole.size())));
        }
      }
      case FAILURE -> health.count(Count.FAILED);
      case IDLE -> {}
      case UNKNOWN -> health.unknown("line " + entry.type());
    }
  }

  private void shape(List<String> texts, Conversation conversation) {
    if (texts.size() != 2) {
      return;
    }
    List<Integer> head = conversation.head();
    boolean sameTools = head.size() == 2 && texts.get(0).equals(shapes.get(head.get(0)));
    boolean sameSystem = head.size() == 2 && texts.get(1).equals(shapes.get(head.get(1)));
    if (!sameTools || !sameSystem) {
      conversation.head(
          List.of(
              sameTools ? head.get(0) : shape(Origin.TOOLS, texts.get(0), conversation),
              shape(Origin.SYSTEM, texts.get(1), conversation)));
    }
  }

  private int shape(Origin origin, String text, Conversation conversation) {
    int block = draft.block(origin, conversation.id, null, text);
    shapes.put(block, text);
    return block;
  }

  private void user(Entry entry, Conversation conversation) {
    Entry.Said said = entry.said();
    if (said == null) {
      health.unknown("user without a message");
      return;
    }
    if (branch == null
        && parent != null
        && conversation.equals(parent.conversation)
        && parent.step < conversation.step()
        && !isResult(said)) {
      branch = conversation.branch(parent.length);
    }
    boolean first = conversation.isEmpty() && !conversation.id.equals(MAIN);
    List<Entry.Part> parts = said.parts();
    for (int i = 0; i < parts.size(); i++) {
      Entry.Part part = parts.get(i);
      if (part.type().equals("tool_result")) {
        result(entry, part, conversation);
      } else {
        if (first && part.text() != null) {
          tools.claim(conversation.id, part.text());
        }
        ask(entry, conversation, asked(entry, part, conversation));
      }
    }
  }

  private static boolean isResult(Entry.Said said) {
    for (Entry.Part part : said.parts()) {
      if (part.type().equals("tool_result")) {
        return true;
      }
    }
    return false;
  }

  private void ask(Entry entry, Conversation conversation, int block) {
    if (branch == null) {
      conversation.ask(block, entry.time());
    } else {
      conversation.ask(branch, block, entry.time());
    }
  }

  /// Takes in what the client adds to the prompt; what it only shows to the user is none of it.
  private void attachment(Entry entry, Conversation conversation) {
    if (entry.type().equals("attachment/hook_system_message")) {
      return;
    }
    boolean queued = entry.type().equals("attachment/queued_command");
    for (String text : entry.note().texts()) {
      ask(
          entry,
          conversation,
          queued
              ? asked(text, conversation)
              : draft.block(Origin.SYSTEM, conversation.id, null, text));
    }
  }

  private int asked(Entry entry, Entry.Part part, Conversation conversation) {
    known(part.type());
    if (entry.note().summary()) {
      return block(Origin.SUMMARY, conversation.id, null, part);
    }
    return part.text() == null
        ? block(Origin.USER, conversation.id, null, part)
        : asked(part.text(), conversation);
  }

  private int asked(String text, Conversation conversation) {
    Notification notification = Notification.of(text);
    if (notification != null) {
      ToolUse use = tools.find(notification.toolUse());
      boolean delegated = use == null ? tools.knows(notification.task()) : use.delegates();
      if (delegated || use != null) {
        return draft.block(
            delegated ? Origin.REPORT : Origin.TOOL_RESULT,
            conversation.id,
            use == null ? null : use.tool(),
            text);
      }
    }
    return draft.block(Origin.USER, conversation.id, null, text);
  }

  private void result(Entry entry, Entry.Part part, Conversation conversation) {
    ToolUse use = tools.find(part.toolUse());
    if (use == null) {
      conversation.ask(block(Origin.TOOL_RESULT, conversation.id, null, part), entry.time());
      return;
    }
    Entry.Child child = entry.note().child();
    if (child != null && child.agent() != null && use.delegates()) {
      tools.started(child.agent(), use.id());
      tools.told(child);
    }
    String target = use.target();
    boolean report =
        use.delegates()
            ? child == null || !child.launched()
            : target != null && tools.knows(target);
    ToolUse starter = target == null ? null : tools.starter(target);
    String tool = use.delegates() && !report ? use.tool() + " launch" : use.tool();
    int block =
        block(
            report ? Origin.REPORT : Origin.TOOL_RESULT,
            conversation.id,
            report && starter != null ? starter.tool() : tool,
            part);
    tools.answered(block, use);
    conversation.result(block, entry.time(), use.block(), tools);
  }

  private void assistant(Entry entry, Conversation conversation) {
    Entry.Said said = entry.said();
    if (said == null) {
      health.unknown("assistant without a message");
      return;
    }
    if (SYNTHETIC.equals(said.model())) {
      health.count(Count.SYNTHETIC);
      if (!entry.note().error()) {
        said.parts()
            .forEach(
                part -> conversation.ask(block(Origin.TEXT, conversation.id, null, part), null));
      }
      return;
    }
    Repeats.Answer answer = repeats.answer(entry, said);
    OpenCall turn = answer.turn;
    if (turn == null && repeats.owns(answer, said)) {
      if (branch != null) {
        conversation.take(branch);
      }
      turn = begin(entry, said, conversation);
      answer.turn = turn;
    } else {
      health.count(Count.REPEATED);
    }
    if (turn == null || !turn.dialogue().equals(conversation.dialogue())) {
      copy(said, answer, conversation);
      return;
    }
    turn.line(entry.time(), said.stop(), usage(said));
    boolean current = turn.equals(conversation.turn());
    List<Entry.Part> parts = said.parts();
    for (int i = 0; i < parts.size(); i++) {
      Entry.Part part = parts.get(i);
      int block = answered(part, turn.agent());
      turn.answer(block);
      delegates |= conversation.equals(main) && draft.at(block).origin() == Origin.INSTRUCTION;
      if (current) {
        conversation.answered(block);
      }
    }
  }

  private OpenCall begin(Entry entry, Entry.Said said, Conversation conversation) {
    if (conversation.head().isEmpty()) {
      conversation.head(List.of(draft.block(Origin.UNSEEN, conversation.id, null, null)));
    }
    return conversation.answer(said.model() == null ? "unknown" : said.model(), entry.time());
  }

  /// Takes in an answer that is billed elsewhere and stands in this prompt too: the same blocks if
  /// it was billed in this session.
  private void copy(Entry.Said said, Repeats.Answer answer, Conversation conversation) {
    boolean first = !answer.equals(conversation.copying());
    if (first) {
      conversation.copied(answer);
    }
    if (answer.turn == null) {
      said.parts().forEach(part -> conversation.answered(answered(part, conversation.id)));
    } else if (first) {
      answer.turn.answer().forEach(conversation::answered);
    }
  }

  private @Nullable WireUsage usage(Entry.Said said) {
    if (said.usage() != null && said.usage().usage() == null) {
      health.unknown("usage of another form");
    }
    return said.usage() == null ? null : said.usage().usage();
  }

  private int answered(Entry.Part part, String agent) {
    Origin origin =
        switch (part.type()) {
          case "text" -> Origin.TEXT;
          case "thinking", "redacted_thinking" -> Origin.THINKING;
          case "tool_use", "server_tool_use", "mcp_tool_use" ->
              ToolUses.isDelegation(EntryReader.orEmpty(part.tool()))
                  ? Origin.INSTRUCTION
                  : Origin.TOOL_CALL;
          default -> {
            known(part.type());
            yield part.type().endsWith("_result") ? Origin.TOOL_RESULT : Origin.TEXT;
          }
        };
    int block = block(origin, agent, part.tool(), part);
    String use = part.toolUse();
    if (use != null && part.type().equals("tool_use")) {
      tools.add(use, block, agent, part);
    }
    return block;
  }

  private void known(String type) {
    switch (type) {
      case "text", "image", "document", "tool_reference" -> {}
      default -> {
        if (!type.endsWith("_result")) {
          health.unknown("content " + type);
        }
      }
    }
  }

  private int block(Origin origin, String agent, @Nullable String tool, Entry.Part part) {
    return draft.block(origin, agent, tool, part.text(), part.length());
  }

  /// The trace, empty if no call was billed to the session.
  ///
  /// @param labels what it belongs to
  Optional<Trace> trace(Map<String, String> labels) {
    labels.forEach(draft::label);
    if (cost != null) {
      Usd recorded = Values.cost(JsonInputs.parse(cost));
      draft.label("recorded_usd", recorded == null ? null : recorded.toString());
    }
    return new SessionAgents(draft, conversations.values(), tools, delegates).trace();
  }
}
