package dev.breakeven.audit;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.BillColumns;
import dev.breakeven.attribution.CacheMiss;
import dev.breakeven.attribution.Loss;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.pricing.Tariff;
import dev.breakeven.pricing.UnitPrices;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

  private static final Duration MINUTES = Duration.ofMinutes(5);
  private static final Duration HOUR = Duration.ofHours(1);

  private static final long SECONDS_A_DAY = 86_400;

  private final Map<Advice, Sum> sums = new EnumMap<>(Advice.class);
  private final Pricing pricing;

  Savings(Pricing pricing) {
    this.pricing = pricing;
    for (Advice advice : Advice.values()) {
      sums.put(advice, new Sum());
    }
  }

  private void add(Advice advice, long picodollars) {
    Objects.requireNonNull(sums.get(advice)).add(0, picodollars);
  }

  /// What is saved, without the advice that saves nothing in this session.
  Map<Advice, Usd> positive() {
    var positive = new EnumMap<Advice, Usd>(Advice.class);
    sums.forEach((advice, sum) -> {
      Usd saved = sum.amount().cost();
      if (saved.picodollars() > 0) {
        positive.put(advice, saved);
      }
    });
    return positive;
  }

  /// Looks at a block's bill.
  void block(BillColumns bills, int bill) {
    switch (bills.block(bill).origin()) {
      case TOOL_RESULT -> cap(bills, bill, TOOL_CAP, Advice.SHORTER_RESULTS);
      case REPORT -> cap(bills, bill, REPORT_CAP, Advice.SHORTER_REPORTS);
      case SYSTEM, TOOLS, USER, TEXT, THINKING, TOOL_CALL, INSTRUCTION, JUDGE, SUMMARY, UNSEEN -> {}
    }
  }

  private void cap(BillColumns bills, int bill, long cap, Advice advice) {
    long size = bills.size(bill);
    if (size > cap) {
      BigInteger saved =
          BigInteger.valueOf(bills.money(bill))
              .multiply(BigInteger.valueOf(size - cap))
              .divide(BigInteger.valueOf(size));
      add(advice, saved.longValueExact());
    }
  }

  /// Looks at the delegations.
  void delegations(Attribution attribution) {
    for (var delegation : attribution.delegations()) {
      Usd balance = delegation.balance().orElse(Usd.ZERO);
      if (balance.picodollars() < 0) {
        add(Advice.KEEP_IN, -balance.picodollars());
      }
    }
  }

  /// Looks at one agent's stretches of looking around.
  void stretches(Agent agent, List<Call> calls, List<Block> blocks) {
    add(Advice.SPLIT_OFF, new SplitOff(pricing, agent, calls, blocks).saved());
  }

  /// Looks at one agent's calls in their order.
  ///
  /// @param misses the session's misses by call
  void calls(String model, List<Call> calls, Map<String, CacheMiss> misses) {
    var alive = new KeepAlive();
    Instant before = null;
    long first = -1;
    long gone = 0;
    long day = 0;
    Tariff tariff = null;
    for (Call call : calls) {
      Instant start = call.timing().start();
      long sent = Math.floorDiv(start.getEpochSecond(), SECONDS_A_DAY);
      if (tariff == null || sent != day) {
        tariff = pricing.tariff(model, LocalDate.ofEpochDay(sent));
        day = sent;
      }
      Usage usage = call.answer().usage();
      UnitPrices prices = tariff.unitPrices(usage);
      if (prices == null || prices.write5m() < 0 || prices.write1h() < 0 || prices.read() < 0) {
        continue;
      }
      Duration gap = before == null ? Duration.ZERO : Duration.between(before, start);
      CacheMiss miss = misses.get(call.id());
      life(usage, prices, gap, miss);
      add(Advice.KEEP_ALIVE, alive.saved(usage, prices, gap, miss));
      long prompt = usage.prompt();
      first = first < 0 ? prompt : first;
      long left = prompt - gone;
      if (left < first) {
        gone = 0; // it was summarised anyway
        left = prompt;
      }
      long reread = Math.min(gone, usage.count(TokenClass.READ));
      add(Advice.COMPACT_EARLIER, Math.multiplyExact(prices.read(), reread));
      if (left > COMPACT_AT && left > first + 2 * SUMMARY) {
        gone = prompt - first - SUMMARY;
        long reading = Math.multiplyExact(prices.read(), left);
        long summary = Math.multiplyExact(prices.output() + prices.write5m(), SUMMARY);
        add(Advice.COMPACT_EARLIER, -Math.addExact(reading, summary));
      }
      before = start;
    }
  }

  private void life(Usage usage, UnitPrices prices, Duration gap, @Nullable CacheMiss miss) {
    long minutes = usage.count(TokenClass.WRITE_5M);
    long hours = usage.count(TokenClass.WRITE_1H);
    long dearer = prices.write1h() - prices.write5m();
    long again = prices.write5m() - prices.read();
    boolean between = gap.compareTo(MINUTES) >= 0 && gap.compareTo(HOUR) < 0;
    long kept = 0;
    if (between && miss != null && miss.reason() == Loss.EXPIRED) {
      kept = Math.min(minutes, miss.tokens());
      add(Advice.LIVE_LONGER, Math.multiplyExact(again, kept));
    }
    add(Advice.LIVE_LONGER, -Math.multiplyExact(dearer, minutes - kept));
    add(Advice.LIVE_SHORTER, Math.multiplyExact(dearer, hours));
    if (between) {
      add(Advice.LIVE_SHORTER, -Math.multiplyExact(again, usage.count(TokenClass.READ)));
    }
  }
}
