package dev.breakeven.attribution;

import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    var totals = new HashMap<String, Totals>();
    for (int agent = 0; agent < roll.agents(); agent++) {
      collect(
          roll,
          roll.callsOf(agent),
          totals.computeIfAbsent(roll.agent(agent).model(), key -> new Totals()));
    }
    totals.forEach((model, counted) -> estimator.models.put(model, learnt(counted)));
    return estimator;
  }

  /// Learns in two rounds: what the first finds far off is left out of the second, because tokens
  /// were counted in it that the trace does not show.
  private static Calibration learnt(Totals totals) {
    List<String> tools = totals.tools().size() > MANY_TOOLS ? List.of() : totals.tools();
    var first = new Calibration(tools);
    first.learn(totals, first);
    first.solve();
    var second = new Calibration(tools);
    second.learn(totals, first);
    second.solve();
    return second;
  }

  private static void collect(Roll roll, int[] calls, Totals totals) {
    long tail = Tail.of(roll, calls);
    long prompt = 0;
    long output = 0;
    int length = 0;
    List<Integer> answered = List.of();
    for (int index : calls) {
      if (totals.groups() >= ENOUGH) {
        return;
      }
      Call call = roll.call(index);
      Usage usage = call.answer().usage();
      List<Integer> added = call.prompt().added();
      boolean appended = call.prompt().kept() == length;
      if (appended && begins(added, answered)) {
        long before = length == 0 ? tail : prompt + output;
        add(roll, added, answered.size(), usage.prompt() - before, totals);
      }
      add(roll, call.answer().blocks(), 0, usage.count(TokenClass.OUTPUT), totals);
      prompt = usage.prompt();
      output = usage.count(TokenClass.OUTPUT);
      answered = call.answer().blocks();
      length = call.prompt().kept() + added.size();
    }
  }

  private static boolean begins(List<Integer> added, List<Integer> answered) {
    if (added.size() < answered.size()) {
      return false;
    }
    for (int i = 0; i < answered.size(); i++) {
      if (!added.get(i).equals(answered.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Adds the blocks of `ids` from the place `from` on, which have `total` tokens together.
  private static void add(Roll roll, List<Integer> ids, int from, long total, Totals totals) {
    if (from == ids.size() || total <= 0) {
      return;
    }
    for (int i = from; i < ids.size(); i++) {
      Block block = roll.block(roll.blockIndex(ids.get(i)));
      if (!measured(block)) {
        totals.drop();
        return;
      }
      totals.add(Kind.of(block.origin()), toolOf(block), pieces(block));
    }
    totals.close(total);
  }

  private static boolean measured(Block block) {
    return block.text() != null || block.length() != null;
  }

  /// The tool that a block calls, empty for other blocks.
  private static String toolOf(Block block) {
    String tool = block.tool();
    return tool != null && Kind.of(block.origin()) == Kind.CALL ? tool : "";
  }

  private static double pieces(Block block) {
    Long counted = block.pieces();
    String text = block.text();
    if (text == null && counted == null) {
      return PIECES_A_CHARACTER * Objects.requireNonNullElse(block.length(), 0);
    }
    return (counted == null ? thousandths(block) : counted) / 1000.0;
  }

  /// The estimated pieces of the content of `block`, in thousandths; 0 where it is not held.
  static long thousandths(Block block) {
    String text = block.text();
    if (text == null) {
      return 0;
    }
    return Math.round(
        1000
            * (Kind.of(block.origin()) == Kind.CALL
                ? Pieces.of(toolOf(block)) + Pieces.of(unescaped(text))
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
    if (!measured(block) || calibration == null) {
      return -1;
    }
    double tokens = calibration.tokens(Kind.of(block.origin()), toolOf(block), pieces(block));
    return Math.max(1, Math.round(tokens));
  }
}
