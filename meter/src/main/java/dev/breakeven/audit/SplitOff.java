package dev.breakeven.audit;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.Roll;
import dev.breakeven.pricing.Quote;
import dev.breakeven.pricing.UnitPrices;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Usage;
import java.util.Set;

/// What an agent that never delegated would have saved by having an executor look around for it.
///
/// A stretch of looking is at least [#TURNS] turns in a row that each call tools, none of which
/// edits or asks the user, and to whose prompts nothing but the tools' results came. The other
/// course: an executor of the same model begins with a prompt as large as the agent's own first, is
/// told [#INSTRUCTION] tokens, takes the same turns with the same answers and results, and reports
/// [#REPORT] tokens. Let the agent's prompt have c tokens before the stretch of n turns, f at
/// first, g more behind it, and L calls follow until its prompt shrinks or the session ends, of
/// which at most [#HORIZON] are looked at. Saved are
///
/// - n reads of c − f: the executor's prompts are that much smaller,
/// - reads of g in the L calls that follow, in the first of them without the last results.
///
/// More is paid for one call of the agent that writes the instruction and reads c, one call of the
/// executor that writes the report and reads f + g; for writing the instruction, the report, and f
/// to the cache; and for reading instruction and report in the calls after. A stretch counts only
/// where it pays. What earlier stretches took out is in c no longer. Nothing of what the executor
/// saw is looked at again; commands in a shell count as looking. Only tokens that were read from
/// the cache are counted as saved, so it is too little where nothing was cached.
final class SplitOff {
  /// The fewest turns worth an executor.
  static final int TURNS = 4;

  /// The most calls behind a stretch in which what it added is counted as read again: a bound on
  /// the work, so that what is saved in a very long session is too little.
  static final int HORIZON = 1_000;

  /// What the executor is told, in tokens.
  static final long INSTRUCTION = 500;

  /// What it reports, in tokens.
  static final long REPORT = Savings.REPORT_CAP;

  private static final Set<String> ENDING =
      Set.of(
          "AskUserQuestion",
          "Edit",
          "EnterPlanMode",
          "ExitPlanMode",
          "MultiEdit",
          "NotebookEdit",
          "Write",
          "apply_patch",
          "edit",
          "patch",
          "str_replace_based_edit_tool",
          "str_replace_editor",
          "write");

  private final Attribution attribution;
  private final Agent agent;
  private final Roll roll;

  /// The places of the agent's calls.
  private final int[] calls;

  /// For each tool whether a call of it ends a stretch.
  private final boolean[] ending;

  /// The tokens of each call's prompt, and how many of them were read from the cache.
  private final long[] prompts;

  private final long[] reads;

  /// @param agentPlace the place of an agent that wrote no instruction
  SplitOff(Attribution attribution, int agentPlace) {
    this.attribution = attribution;
    this.roll = attribution.roll();
    this.agent = roll.agent(agentPlace);
    this.calls = roll.callsOf(agentPlace);
    prompts = new long[calls.length];
    reads = new long[calls.length];
    ending = new boolean[roll.tools()];
    for (int tool = 0; tool < ending.length; tool++) {
      ending[tool] = ENDING.contains(roll.toolName(tool));
    }
  }

  /// What all stretches that pay would have saved, in picodollars.
  ///
  /// @throws ArithmeticException if a sum is out of range
  long saved() {
    if (agent.role() == Role.EXECUTOR) {
      return 0;
    }
    for (int place = 0; place < prompts.length; place++) {
      Usage usage = roll.call(calls[place]).answer().usage();
      prompts[place] = usage.prompt();
      reads[place] = Math.max(0, usage.read());
    }
    int[] follow = following();
    long saved = 0;
    long gone = 0;
    int from = 0;
    while (from < prompts.length) {
      gone = from > 0 && shrinks(from) ? 0 : gone;
      int to = from;
      while (to + 1 < prompts.length && !shrinks(to + 1) && looks(to)) {
        to++;
      }
      if (to - from >= TURNS) {
        long one = saved(from, to, follow[to], gone);
        if (one > 0) {
          saved = Math.addExact(saved, one);
          gone += prompts[to] - prompts[from] - INSTRUCTION - REPORT;
        }
      }
      from = Math.max(to, from + 1);
    }
    return saved;
  }

  /// What the stretch of the calls `from` up to the one before `to` would have saved.
  ///
  /// @param later how many calls there are from `to` on until the prompt shrinks
  /// @param gone what earlier stretches took out of the prompt
  private long saved(int from, int to, int later, long gone) {
    Quote quote = attribution.quote(calls[from]);
    UnitPrices prices = quote.each();
    if (!quote.known() || prices.write5m() < 0 || prices.read() < 0 || prices.output() < 0) {
      return 0;
    }
    long first = prompts[0];
    long before = Math.max(first, prompts[from] - gone);
    long grown = prompts[to] - prompts[from];
    long spared = 0;
    for (int i = from; i < to; i++) {
      spared += Math.min(before - first, reads[i]);
    }
    spared += Math.min(prompts[to - 1] - prompts[from], reads[to]);
    int end = to + Math.min(later, HORIZON);
    for (int i = to + 1; i < end; i++) {
      spared += Math.min(grown, reads[i]) - INSTRUCTION - REPORT;
    }
    long more =
        Math.addExact(
            Math.multiplyExact(prices.read(), before + first + grown),
            Math.addExact(
                Math.multiplyExact(prices.output(), INSTRUCTION + REPORT),
                Math.multiplyExact(prices.write5m(), first + 2 * INSTRUCTION + REPORT)));
    return Math.subtractExact(Math.multiplyExact(prices.read(), spared), more);
  }

  /// Whether the answer to call `place` does nothing but look, and its results are all that the
  /// next prompt has more.
  private boolean looks(int place) {
    boolean called = false;
    int[] answer = roll.answered(calls[place]);
    for (int block : answer) {
      if (roll.block(block).origin() == Origin.TOOL_CALL) {
        int tool = roll.tool(block);
        if (tool < 0 || ending[tool]) {
          return false;
        }
        called = true;
      }
    }
    int[] added = roll.added(calls[place + 1]);
    for (int i = 0; i < added.length; i++) {
      boolean answered = i < answer.length && answer[i] == added[i];
      if (!answered && roll.block(added[i]).origin() != Origin.TOOL_RESULT) {
        return false;
      }
    }
    return called;
  }

  /// Whether the prompt of call `place` lacks something of the one before.
  private boolean shrinks(int place) {
    return prompts[place] < prompts[place - 1];
  }

  /// For each call, how many there are from it on until the prompt shrinks, itself included.
  private int[] following() {
    var follow = new int[prompts.length];
    for (int place = follow.length - 1; place >= 0; place--) {
      boolean last = place + 1 == follow.length || shrinks(place + 1);
      follow[place] = last ? 1 : 1 + follow[place + 1];
    }
    return follow;
  }
}
