package dev.breakeven.attribution;

import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// How many tokens a block's content has, calibrated on the very trace it is used for.
///
/// A trace gives exact totals: a first prompt, an answer, the growth from one prompt to the next.
/// For each model they calibrate how its sizes follow from content; no tokenizer is needed.
final class Estimator {
  /// More totals than this of one model teach nothing new.
  private static final int ENOUGH = 5_000;

  /// With more tools than this, their calls are not told apart: too few of each, and slow.
  private static final int MANY_TOOLS = 40;

  /// What a text has on average where only its length is known; calibration corrects it.
  private static final double PIECES_A_CHARACTER = 0.25;

  private final Map<String, Calibration> models = new HashMap<>();

  private Estimator() {}

  /// An estimator that has learnt from all totals of the trace.
  static Estimator calibrated(Roll roll) {
    var estimator = new Estimator();
    var groups = new HashMap<String, List<Calibration.Group>>();
    for (int agent = 0; agent < roll.agents(); agent++) {
      List<Calibration.Group> list =
          groups.computeIfAbsent(roll.agent(agent).model(), key -> new ArrayList<>());
      collect(roll, roll.callsOf(agent), list);
    }
    groups.forEach((model, list) -> estimator.models.put(model, learnt(list)));
    return estimator;
  }

  /// Learns in two rounds, tools in the order in which they came up: what the first finds far off
  /// is left out of the second, because tokens were counted in it that the trace does not show.
  private static Calibration learnt(List<Calibration.Group> groups) {
    Set<String> tools =
        groups.stream()
            .flatMap(group -> group.samples().stream())
            .map(Calibration.Sample::tool)
            .filter(tool -> !tool.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    var first = new Calibration(tools.size() > MANY_TOOLS ? Set.of() : tools);
    groups.stream().filter(first::plausible).forEach(first::learn);
    first.solve();
    var second = new Calibration(tools.size() > MANY_TOOLS ? Set.of() : tools);
    groups.stream().filter(first::plausible).forEach(second::learn);
    second.solve();
    return second;
  }

  private static void collect(Roll roll, int[] calls, List<Calibration.Group> groups) {
    long tail = Tail.of(roll, calls);
    long prompt = 0;
    long output = 0;
    int length = 0;
    List<Integer> answered = List.of();
    for (int index : calls) {
      if (groups.size() >= ENOUGH) {
        return;
      }
      Call call = roll.call(index);
      Usage usage = call.answer().usage();
      List<Integer> added = call.prompt().added();
      boolean appended = call.prompt().kept() == length;
      boolean reenters =
          added.size() >= answered.size() && added.subList(0, answered.size()).equals(answered);
      if (appended && reenters) {
        long before = length == 0 ? tail : prompt + output;
        add(roll, added.subList(answered.size(), added.size()), usage.prompt() - before, groups);
      }
      add(roll, call.answer().blocks(), usage.count(TokenClass.OUTPUT), groups);
      prompt = usage.prompt();
      output = usage.count(TokenClass.OUTPUT);
      answered = call.answer().blocks();
      length = call.prompt().kept() + added.size();
    }
  }

  private static void add(
      Roll roll, List<Integer> ids, long total, List<Calibration.Group> groups) {
    if (ids.isEmpty() || total <= 0) {
      return;
    }
    var samples = new ArrayList<Calibration.Sample>();
    for (int id : ids) {
      Block block = roll.block(roll.blockIndex(id));
      if (block.text() == null && block.length() == null) {
        return;
      }
      samples.add(sample(block));
    }
    groups.add(new Calibration.Group(samples, total));
  }

  private static Calibration.Sample sample(Block block) {
    Kind kind = Kind.of(block.origin());
    String tool = kind == Kind.CALL && block.tool() != null ? block.tool() : "";
    double pieces =
        block.text() == null && block.pieces() == null
            ? PIECES_A_CHARACTER * Objects.requireNonNullElse(block.length(), 0)
            : Objects.requireNonNullElseGet(block.pieces(), () -> pieces(block)) / 1000.0;
    return new Calibration.Sample(kind, tool, pieces);
  }

  /// The estimated pieces of the content of `block`, in thousandths; 0 where it is not held.
  static long pieces(Block block) {
    String text = block.text();
    if (text == null) {
      return 0;
    }
    String tool = block.tool() == null ? "" : block.tool();
    return Math.round(
        1000
            * (Kind.of(block.origin()) == Kind.CALL
                ? Pieces.of(tool) + Pieces.of(unescaped(text))
                : Pieces.of(text)));
  }

  /// A call's arguments with the characters that JSON escapes, as the model writes them.
  private static String unescaped(String text) {
    return text.indexOf('\\') < 0
        ? text
        : text.replace("\\n", "\n").replace("\\\"", "\"").replace("\\t", "\t");
  }

  /// The estimated tokens of `block` for `model`, at least 1; -1 if the trace does not hold its
  /// content.
  long tokens(String model, Block block) {
    Calibration calibration = models.get(model);
    if ((block.text() == null && block.length() == null) || calibration == null) {
      return -1;
    }
    return Math.max(1, Math.round(calibration.tokens(sample(block))));
  }
}
