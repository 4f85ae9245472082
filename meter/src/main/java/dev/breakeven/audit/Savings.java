package dev.breakeven.audit;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.BlockBill;
import dev.breakeven.attribution.CacheMiss;
import dev.breakeven.attribution.Loss;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.pricing.Tariff;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a session could have saved, each advice by itself and computed with behaviour held
/// constant. Linear in the session.
///
/// A longer life turns what was written again after a gap below an hour into reads, and makes all
/// other writes dearer; a shorter one the reverse. A capped block is charged in proportion. An
/// earlier summary of [#SUMMARY] tokens is written once, from a prompt read once more, and what it
/// replaces is no longer read; nothing of that is fetched again.
public final class Savings {
  /// The most tokens of a tool's answer.
  public static final long TOOL_CAP = 5_000;

  /// The most tokens of a report.
  public static final long REPORT_CAP = 1_000;

  /// The size of a prompt that is summarised.
  public static final long COMPACT_AT = 100_000;

  /// What a summary is taken to have.
  public static final long SUMMARY = 5_000;

  private static final Duration MINUTES = Duration.ofMinutes(5);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Map<Advice, Usd> sums = new EnumMap<>(Advice.class);
  private final Pricing pricing;
  private final Map<String, Tariff> tariffs = new HashMap<>();

  Savings(Pricing pricing) {
    this.pricing = pricing;
  }

  private void add(Advice advice, Usd saved) {
    sums.merge(advice, saved, Usd::plus);
  }

  /// What is saved, without the advice that saves nothing in this session.
  Map<Advice, Usd> positive() {
    var positive = new EnumMap<Advice, Usd>(Advice.class);
    sums.forEach((advice, usd) -> {
      if (usd.picodollars() > 0) {
        positive.put(advice, usd);
      }
    });
    return positive;
  }

  /// Looks at a block's bill.
  void block(BlockBill bill) {
    Origin origin = bill.block().origin();
    long cap =
        origin == Origin.TOOL_RESULT
            ? TOOL_CAP
            : origin == Origin.REPORT ? REPORT_CAP : Long.MAX_VALUE;
    long size = bill.size().tokens();
    if (size > cap) {
      BigInteger saved =
          BigInteger.valueOf(bill.charge().total().picodollars())
              .multiply(BigInteger.valueOf(size - cap))
              .divide(BigInteger.valueOf(size));
      add(
          origin == Origin.REPORT ? Advice.SHORTER_REPORTS : Advice.SHORTER_RESULTS,
          new Usd(saved.longValueExact()));
    }
  }

  /// Looks at the delegations.
  void delegations(Attribution attribution) {
    for (var delegation : attribution.delegations()) {
      Usd balance = delegation.balance().orElse(Usd.ZERO);
      if (balance.picodollars() < 0) {
        add(Advice.KEEP_IN, Usd.ZERO.minus(balance));
      }
    }
  }

  /// Looks at one agent's calls in their order.
  ///
  /// @param misses the session's misses by call
  void calls(String model, List<Call> calls, Map<String, CacheMiss> misses) {
    Instant before = null;
    long first = -1;
    long gone = 0;
    for (Call call : calls) {
      Usage usage = call.answer().usage();
      Prices prices = prices(model, call);
      if (prices == null) {
        continue;
      }
      Duration gap =
          before == null ? Duration.ZERO : Duration.between(before, call.timing().start());
      life(usage, prices, gap, misses.get(call.id()));
      first = first < 0 ? usage.prompt() : first;
      long left = usage.prompt() - gone;
      if (left < first) {
        gone = 0; // it was summarised anyway
        left = usage.prompt();
      }
      add(Advice.COMPACT_EARLIER, prices.read.times(Math.min(gone, usage.count(TokenClass.READ))));
      if (left > COMPACT_AT && left > first + 2 * SUMMARY) {
        gone = usage.prompt() - first - SUMMARY;
        Usd price = prices.read.times(left).plus(prices.output.times(SUMMARY));
        add(Advice.COMPACT_EARLIER, Usd.ZERO.minus(price.plus(prices.minutes.times(SUMMARY))));
      }
      before = call.timing().start();
    }
  }

  private void life(Usage usage, Prices prices, Duration gap, @Nullable CacheMiss miss) {
    long minutes = usage.count(TokenClass.WRITE_5M);
    long hours = usage.count(TokenClass.WRITE_1H);
    Usd dearer = prices.hour.minus(prices.minutes);
    boolean between = gap.compareTo(MINUTES) >= 0 && gap.compareTo(HOUR) < 0;
    long kept = 0;
    if (between && miss != null && miss.reason() == Loss.EXPIRED) {
      kept = Math.min(minutes, miss.tokens());
      add(Advice.LIVE_LONGER, prices.minutes.minus(prices.read).times(kept));
    }
    add(Advice.LIVE_LONGER, Usd.ZERO.minus(dearer.times(minutes - kept)));
    add(Advice.LIVE_SHORTER, dearer.times(hours));
    if (between) {
      Usd again = prices.minutes.minus(prices.read);
      add(Advice.LIVE_SHORTER, Usd.ZERO.minus(again.times(usage.count(TokenClass.READ))));
    }
  }

  private record Prices(Usd minutes, Usd hour, Usd read, Usd output) {}

  private @Nullable Prices prices(String model, Call call) {
    LocalDate day = LocalDate.ofInstant(call.timing().start(), ZoneOffset.UTC);
    Tariff tariff = tariffs.computeIfAbsent(model + day, key -> pricing.tariff(model, day));
    long prompt = call.answer().usage().prompt();
    Usd minutes = tariff.price(TokenClass.WRITE_5M, prompt);
    Usd hour = tariff.price(TokenClass.WRITE_1H, prompt);
    Usd read = tariff.price(TokenClass.READ, prompt);
    Usd output = tariff.price(TokenClass.OUTPUT, prompt);
    return minutes == null || hour == null || read == null || output == null
        ? null
        : new Prices(minutes, hour, read, output);
  }
}
