package dev.breakeven.export;

import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Secrets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The steps of one conversation in ATIF: each block once, where it came up first.
///
/// Where blocks leave the prompt, a system step says so, as the format's convention on context
/// management has it: with all that stands in their place where a summary does.
final class Steps {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<Integer, Block> blocks;
  private final Map<Integer, List<String>> children;
  private final ArrayNode list = JsonNodeFactory.instance.arrayNode();
  private final Set<Integer> told = new HashSet<>();
  private final Map<String, List<Integer>> standing = new HashMap<>();
  private final Metrics metrics = new Metrics();
  private @Nullable ArrayNode tools;
  private @Nullable ObjectNode asked;
  private List<Block> open = List.of();

  /// @param blocks all blocks of the trace by id
  /// @param children the trajectories that each block of an answer began
  Steps(Map<Integer, Block> blocks, Map<Integer, List<String>> children) {
    this.blocks = blocks;
    this.children = children;
  }

  ArrayNode list() {
    return list;
  }

  /// The definitions of tools, where they are on file as such.
  Optional<ArrayNode> tools() {
    return Optional.ofNullable(tools);
  }

  /// The sums over the steps.
  ObjectNode metrics() {
    return metrics.sums(list.size());
  }

  /// Tells a call: what is new in its prompt, then its answer.
  void call(Call call, String model) {
    List<Integer> before = standing.getOrDefault(call.agent(), List.of());
    var prompt = new ArrayList<>(before.subList(0, call.prompt().kept()));
    prompt.addAll(call.prompt().added());
    standing.put(call.agent(), prompt);
    List<Block> fresh = call.prompt().added().stream().filter(told::add).map(this::block).toList();
    if (call.prompt().kept() < before.size()) {
      fresh = shortened(prompt, fresh);
    }
    for (Block block : fresh) {
      prompt(block, call);
      if (children.containsKey(block.id())) {
        begin(step("system").put("message", ""), block);
      }
    }
    answer(call, model);
  }

  private Block block(int id) {
    Block block = blocks.get(id);
    if (block == null) {
      throw new IllegalArgumentException("expected a trace that has its block " + id);
    }
    return block;
  }

  /// Says that blocks left the prompt; returns those that are still to be told.
  private List<Block> shortened(List<Integer> prompt, List<Block> fresh) {
    boolean summary = fresh.stream().anyMatch(block -> block.origin() == Origin.SUMMARY);
    ObjectNode step = step("system");
    step.put("message", summary ? "Context compaction performed" : "Context shortened");
    if (summary) {
      ArrayNode results = step.putObject("observation").putArray("results");
      prompt.forEach(id -> text(block(id)).ifPresent(text -> content(results, text)));
    }
    step.putObject("extra")
        .putObject("context_management")
        .put("type", summary ? "compaction" : "pruning")
        .put("boundary", summary ? "replace" : "truncate");
    return summary ? List.of() : fresh;
  }

  private static ObjectNode content(ArrayNode results, String text) {
    return results.addObject().put("content", text);
  }

  private ObjectNode step(String source) {
    return list.addObject().put("step_id", list.size()).put("source", source);
  }

  private static Optional<String> text(Block block) {
    return Optional.ofNullable(block.text()).map(Secrets.BY_FORM::hide);
  }

  private void prompt(Block block, Call call) {
    Optional<String> text = text(block);
    if (text.isEmpty()) {
      return;
    }
    switch (block.origin()) {
      case TOOLS -> tools(text.get());
      case SYSTEM -> copied(step("system").put("message", text.get()), block, call);
      case USER, SUMMARY, FINDINGS, PLAN, HANDOVER, UNSEEN ->
          copied(step("user").put("message", text.get()), block, call);
      case TOOL_RESULT, REPORT, RECEIPT, ADVICE, JUDGE -> result(block, text.get(), call);
      case TEXT, THINKING, TOOL_CALL, INSTRUCTION -> {
        ObjectNode step = step("agent");
        said(step, List.of(block));
        step.put("is_copied_context", true);
      }
    }
  }

  /// Marks a step that another agent's conversation brought in.
  private static void copied(ObjectNode step, Block block, Call call) {
    if (!block.agent().equals(call.agent())) {
      step.put("is_copied_context", true);
    }
  }

  private void tools(String text) {
    JsonNode json = parsed(text);
    if (tools == null && json.isArray()) {
      tools = (ArrayNode) json;
    } else {
      step("system").put("message", text);
    }
  }

  /// A result of the last answer's tool call that has none yet, of the same tool where both say.
  private void result(Block block, String text, Call call) {
    if (asked == null) {
      copied(step("user").put("message", text), block, call);
      return;
    }
    Optional<Block> cause =
        open.stream()
            .filter(
                one -> (one.origin() == Origin.INSTRUCTION) == (block.origin() == Origin.REPORT))
            .filter(one ->
                block.tool() == null || one.tool() == null || block.tool().equals(one.tool()))
            .findFirst();
    ArrayNode results = asked.withObject("/observation").withArray("results");
    if (cause.isEmpty()) {
      content(results, text);
      return;
    }
    open = open.stream().filter(one -> one.id() != cause.get().id()).toList();
    for (JsonNode waiting : results) {
      if (waiting.path("source_call_id").asString("").equals(id(cause.get()))) {
        ((ObjectNode) waiting).put("content", text);
        return;
      }
    }
    content(results, text).put("source_call_id", id(cause.get()));
  }

  /// Says in `step` what `cause` began; what comes back may be added.
  private ObjectNode begin(ObjectNode step, Block cause) {
    ObjectNode result = step.withObject("/observation").withArray("results").addObject();
    ArrayNode references = result.putArray("subagent_trajectory_ref");
    for (String child : children.getOrDefault(cause.id(), List.of())) {
      references.addObject().put("trajectory_id", child);
    }
    return result;
  }

  private void answer(Call call, String model) {
    ObjectNode step = step("agent");
    Instant start = call.timing().start();
    if (!start.equals(Instant.EPOCH)) {
      step.put("timestamp", start.toString());
    }
    step.put("model_name", model);
    List<Block> answer = call.answer().blocks().stream().map(this::block).toList();
    answer.forEach(block -> told.add(block.id()));
    said(step, answer);
    metrics.add(step, call.answer());
    step.put("llm_call_count", 1);
    asked = step;
    open = answer.stream().filter(Steps::isCall).toList();
    // A report may come later than the next prompt, or never: the link does not wait for it.
    for (Block block : open) {
      if (children.containsKey(block.id())) {
        begin(step, block).put("source_call_id", id(block));
      }
    }
  }

  private static boolean isCall(Block block) {
    return block.origin() == Origin.TOOL_CALL || block.origin() == Origin.INSTRUCTION;
  }

  private static String id(Block block) {
    return "call_" + block.id();
  }

  private static void said(ObjectNode step, List<Block> answer) {
    List<String> texts = texts(answer, Origin.TEXT);
    if (texts.size() > 1) {
      ArrayNode parts = step.putArray("message");
      texts.forEach(text -> parts.addObject().put("type", "text").put("text", text));
    } else {
      step.put("message", texts.isEmpty() ? "" : texts.getFirst());
    }
    List<String> thoughts = texts(answer, Origin.THINKING);
    if (!thoughts.isEmpty()) {
      step.put("reasoning_content", String.join("\n\n", thoughts));
    }
    List<Block> calls = answer.stream().filter(Steps::isCall).toList();
    if (!calls.isEmpty()) {
      ArrayNode array = step.putArray("tool_calls");
      for (Block block : calls) {
        ObjectNode call = array.addObject().put("tool_call_id", id(block));
        call.put("function_name", block.tool() == null ? "unknown" : block.tool());
        call.set("arguments", arguments(block));
      }
    }
  }

  private static List<String> texts(List<Block> answer, Origin origin) {
    return answer.stream()
        .filter(block -> block.origin() == origin)
        .flatMap(block -> text(block).stream())
        .collect(Collectors.toList());
  }

  /// The arguments as the object that the format wants.
  private static ObjectNode arguments(Block block) {
    String text = text(block).orElse("{}");
    return parsed(text) instanceof ObjectNode object
        ? object
        : JsonNodeFactory.instance.objectNode().put("input", text);
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      return JSON.missingNode();
    }
  }
}
