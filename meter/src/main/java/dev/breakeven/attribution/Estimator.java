package dev.breakeven.attribution;

import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.util.Arrays;
import java.util.HashMap;
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

  private final Roll roll;
  private final Calibration[] ofAgent;
  private final Totals[] totalsOf;
  private final long[] tails;
  private final Kind[] kinds;

  /// The number of the tool that each of the trace's blocks calls, -1 for those that call none.
  private final int[] tools;

  /// The pieces of each of the trace's blocks; not a number for one that was not measured.
  private final double[] pieces;

  private Estimator(Roll roll) {
    this.roll = roll;
    ofAgent = new Calibration[roll.agents()];
    totalsOf = new Totals[roll.agents()];
    tails = new long[roll.agents()];
    kinds = new Kind[roll.blocks()];
    tools = new int[kinds.length];
    pieces = new double[kinds.length];
    for (int place = 0; place < kinds.length; place++) {
      Block block = roll.block(place);
      Kind kind = Kind.of(block.origin());
      kinds[place] = kind;
      tools[place] = kind == Kind.CALL && !toolOf(block).isEmpty() ? roll.tool(place) : -1;
      pieces[place] = pieces(block);
    }
  }

  /// An estimator that has learnt from all totals of the trace.
  static Estimator calibrated(Roll roll) {
    var estimator = new Estimator(roll);
    var ofModel = new HashMap<String, Totals>();
    for (int agent = 0; agent < roll.agents(); agent++) {
      String model = roll.agent(agent).model();
      Totals totals = ofModel.get(model);
      if (totals == null) {
        totals = new Totals(roll.tools());
        ofModel.put(model, totals);
      }
      int[] calls = roll.callsOf(agent);
      estimator.totalsOf[agent] = totals;
      estimator.tails[agent] = Tail.of(roll, calls);
      estimator.collect(calls, estimator.tails[agent], totals);
    }
    var learnt = new HashMap<Totals, Calibration>();
    for (int agent = 0; agent < roll.agents(); agent++) {
      Totals totals = estimator.totalsOf[agent];
      Calibration calibration = learnt.get(totals);
      if (calibration == null) {
        calibration = learnt(totals);
        learnt.put(totals, calibration);
      }
      estimator.ofAgent[agent] = calibration;
    }
    return estimator;
  }

  /// Learns in two rounds: what the first finds far off is left out of the second, because tokens
  /// were counted in it that the trace does not show. Where both would learn from the same totals,
  /// they would learn the same.
  private static Calibration learnt(Totals totals) {
    int tools = totals.tools() > MANY_TOOLS ? 0 : totals.tools();
    var equations = new Equations(totals, tools);
    var first = new Calibration(tools);
    boolean[] assumed = first.judge(totals);
    first.learn(totals, equations, assumed);
    boolean[] known = first.judge(totals);
    if (Arrays.equals(assumed, known)) {
      return first;
    }
    var second = new Calibration(tools);
    second.learn(totals, equations, known);
    return second;
  }

  private void collect(int[] calls, long tail, Totals totals) {
    long prompt = 0;
    long output = 0;
    int length = 0;
    int[] answered = {};
    boolean whole = true;
    for (int index : calls) {
      if (totals.groups() >= ENOUGH) {
        return;
      }
      Call call = roll.call(index);
      Usage usage = call.answer().usage();
      int[] added = roll.added(index);
      int kept = call.prompt().kept();
      long asked = usage.prompt();
      if (kept == length && begins(added, answered)) {
        long before = length == 0 ? tail : prompt + output;
        if (!whole) {
          open(answered, totals);
        }
        add(added, answered.length, asked - before, totals);
      }
      prompt = asked;
      answered = roll.answered(index);
      length = kept + added.length;
      whole = isWhole(index);
      output = whole ? usage.count(TokenClass.OUTPUT) : 0;
      if (whole) {
        add(answered, 0, output, totals);
      }
    }
  }

  /// Whether the output of the call at `index` counts its whole answer: it is final, or at least
  /// half of what the content would come to, which no count of an answer's start is.
  boolean isWhole(int index) {
    Call.Answer answer = roll.call(index).answer();
    if (answer.known() != Known.AT_LEAST) {
      return true;
    }
    double held = 0;
    for (int place : roll.answered(index)) {
      held += Double.isNaN(pieces[place]) ? 0 : pieces[place];
    }
    return 2 * answer.usage().count(TokenClass.OUTPUT) >= held;
  }

  /// Begins a group with the blocks at `places`, an answer whose output does not count them: the
  /// growth of the next prompt does. Calls of one tool are not told from others by it, which so few
  /// totals would do badly; thinking is left out, as it may not return.
  private void open(int[] places, Totals totals) {
    for (int place : places) {
      if (!Double.isNaN(pieces[place]) && roll.block(place).origin() != Origin.THINKING) {
        totals.add(kinds[place], -1, pieces[place]);
      }
    }
  }

  private static boolean begins(int[] added, int[] answered) {
    if (added.length < answered.length) {
      return false;
    }
    for (int i = 0; i < answered.length; i++) {
      if (added[i] != answered[i]) {
        return false;
      }
    }
    return true;
  }

  /// Adds the blocks at `places`, from the `from`-th on, which have `total` tokens together.
  private void add(int[] places, int from, long total, Totals totals) {
    if (from == places.length || total <= 0) {
      totals.drop();
      return;
    }
    for (int i = from; i < places.length; i++) {
      int place = places[i];
      if (Double.isNaN(pieces[place])) {
        totals.drop();
        return;
      }
      totals.add(kinds[place], tools[place], pieces[place]);
    }
    totals.close(total);
  }

  private static String toolOf(Block block) {
    return Objects.requireNonNullElse(block.tool(), "");
  }

  private static double pieces(Block block) {
    Integer length = block.length();
    if (block.text() == null && length == null) {
      return Double.NaN;
    }
    Long counted = block.pieces();
    if (length != null && counted == null) {
      return PIECES_A_CHARACTER * length;
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

  /// What is billed behind the last block of every prompt of `agent`, as told by [Tail].
  long tail(int agent) {
    return tails[agent];
  }

  /// The tokens, at least 1, that the block at `place` is estimated to have for the model of
  /// `agent`; -1 if the trace does not hold its content.
  long tokens(int agent, int place) {
    double counted = pieces[place];
    if (Double.isNaN(counted)) {
      return -1;
    }
    int tool = totalsOf[agent].place(tools[place]);
    double tokens = ofAgent[agent].tokens(kinds[place], tool, counted);
    return Math.max(1, Math.round(tokens));
  }
}
