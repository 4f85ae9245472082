package dev.breakeven.audit;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.BillColumns;
import dev.breakeven.attribution.CacheMiss;
import dev.breakeven.attribution.Roll;
import dev.breakeven.pricing.Quote;
import dev.breakeven.pricing.UnitPrices;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/// What a session could have saved, each advice by itself and computed with behaviour held
/// constant. Linear in the session.
///
/// A longer life turns what was written again after a gap below an hour into reads, and makes all
/// other writes dearer; a shorter one the reverse. Keeping alive is told by [KeepAlive], splitting
/// off by [SplitOff]. A capped block is charged in proportion. An earlier summary of [#SUMMARY]
/// tokens is written once, from a prompt read once more, and what it replaces is no longer read;
/// nothing of that is fetched again.
public final class Savings {
  /// The most tokens of a tool's answer.
  public static final long TOOL_CAP = 5_000;

  /// The most tokens of a report.
  public static final long REPORT_CAP = 1_000;

  /// The size of a prompt that is summarised.
  public static final long COMPACT_AT = 100_000;

  /// What an executor that looks around is told, and what it reports, in tokens together.
  public static final long SPLIT_TALK = SplitOff.INSTRUCTION + SplitOff.REPORT;

  /// What a summary is taken to have.
  public static final long SUMMARY = 5_000;

  private static final Advice[] ALL = Advice.values();

  /// What is saved by the place of the advice, in picodollars.
  private final long[] sums = new long[ALL.length];

  Savings() {}

  private void add(Advice advice, long picodollars) {
    int place = advice.place();
    sums[place] = Math.addExact(sums[place], picodollars);
  }

  /// What is saved, without the advice that saves nothing in this session.
  Map<Advice, Usd> positive() {
    var positive = new EnumMap<Advice, Usd>(Advice.class);
    for (Advice advice : ALL) {
      long saved = sums[advice.place()];
      if (saved > 0) {
        positive.put(advice, new Usd(saved));
      }
    }
    return positive;
  }

  /// Looks at a block's bill.
  ///
  /// @param origin the block's
  void block(BillColumns bills, int bill, Origin origin) {
    switch (origin) {
      case TOOL_RESULT -> cap(bills, bill, TOOL_CAP, Advice.SHORTER_RESULTS);
      case REPORT, RECEIPT, ADVICE -> cap(bills, bill, REPORT_CAP, Advice.SHORTER_REPORTS);
      case SYSTEM,
          TOOLS,
          USER,
          TEXT,
          THINKING,
          TOOL_CALL,
          INSTRUCTION,
          JUDGE,
          FINDINGS,
          PLAN,
          HANDOVER,
          SUMMARY,
          UNSEEN -> {}
    }
  }

  private void cap(BillColumns bills, int bill, long cap, Advice advice) {
    long size = bills.size(bill);
    if (size > cap) {
      add(advice, part(bills.money(bill), size - cap, size));
    }
  }

  /// `some` of `all` parts of `money`, rounded down; no product is larger than a long, as sizes are
  /// counted in ints.
  static long part(long money, long some, long all) {
    return money / all * some + money % all * some / all;
  }

  /// Looks at the stretches of looking around of one agent that wrote no instruction.
  void stretches(Attribution attribution, int agent) {
    add(Advice.SPLIT_OFF, new SplitOff(attribution, agent).saved());
  }

  /// Looks at one agent's calls in their order.
  ///
  /// @param misses the session's misses by call
  void calls(Attribution attribution, int agent, Map<String, CacheMiss> misses) {
    var alive = new KeepAlive();
    var summary = new EarlierSummary(COMPACT_AT);
    Instant before = null;
    Roll roll = attribution.roll();
    for (int place : roll.callsOf(agent)) {
      Call call = roll.call(place);
      Instant start = call.timing().start();
      Usage usage = call.answer().usage();
      Quote quote = attribution.quote(place);
      UnitPrices prices = quote.each();
      if (!quote.known() || prices.write5m() < 0 || prices.write1h() < 0 || prices.read() < 0) {
        continue;
      }
      long gap = before == null ? 0 : seconds(before, start);
      CacheMiss miss = misses.isEmpty() ? null : misses.get(call.id());
      add(Advice.LIVE_LONGER, OtherLife.hour(usage, prices, gap, miss));
      add(Advice.LIVE_SHORTER, OtherLife.fiveMinutes(usage, prices, gap));
      add(Advice.KEEP_ALIVE, alive.saved(usage, prices, gap, miss));
      add(Advice.COMPACT_EARLIER, summary.saved(usage, prices));
      before = start;
    }
  }

  /// Whole seconds from `before` to `after`, rounded down.
  static long seconds(Instant before, Instant after) {
    long seconds = after.getEpochSecond() - before.getEpochSecond();
    return after.getNano() < before.getNano() ? seconds - 1 : seconds;
  }
}
