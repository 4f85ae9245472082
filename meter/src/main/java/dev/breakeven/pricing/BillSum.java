package dev.breakeven.pricing;

import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A [Bill] that is added up in place, for many calls. For one thread.
///
/// Every method throws [ArithmeticException] where a sum is out of range.
public final class BillSum {
  private static final TokenClass[] CLASSES = TokenClass.values();
  private static final Floor NO_FINAL_COUNT = new Floor.NoFinalCount();

  private final long[] tokens = new long[CLASSES.length];
  private final long[] money = new long[CLASSES.length];
  private long other;
  private long priced;
  private long unpricedTokens;

  /// Made when there is something to hold.
  private @Nullable Map<String, Long> unpriced;

  private @Nullable Map<Floor, Long> floors;

  /// Nothing yet.
  public BillSum() {}

  /// Adds what was answered to a call, at the prices of `quote`.
  public void add(Call.Answer answer, Quote quote) {
    if (answer.known() == Known.AT_LEAST) {
      add(NO_FINAL_COUNT, 1);
    }
    add(answer.usage(), quote);
  }

  /// Adds a call with `usage`, at the prices of `quote`.
  public void add(Usage usage, Quote quote) {
    UnitPrices each = quote.each();
    bill(TokenClass.UNCACHED, usage.uncached(), each.uncached());
    bill(TokenClass.WRITE_5M, usage.write5m(), each.write5m());
    bill(TokenClass.WRITE_1H, usage.write1h(), each.write1h());
    bill(TokenClass.READ, usage.read(), each.read());
    bill(TokenClass.OUTPUT, usage.output(), each.output());
    switch (quote) {
      case Quote.Priced(var _, Usd beside, List<Floor> why) -> {
        priced++;
        other(beside.picodollars());
        for (Floor floor : why) {
          add(floor, 1);
        }
      }
      case Quote.Unpriced(String reason) -> {
        unpriced(reason, 1);
        unpriced(Math.addExact(usage.prompt(), usage.count(TokenClass.OUTPUT)));
      }
    }
  }

  private void bill(TokenClass tokenClass, long count, long price) {
    if (count > 0) {
      add(tokenClass, count, Math.multiplyExact(count, price));
    }
  }

  /// Adds tokens of one class and what they cost, in picodollars.
  public void add(TokenClass tokenClass, long count, long picodollars) {
    int place = tokenClass.place();
    tokens[place] = Math.addExact(tokens[place], count);
    money[place] = Math.addExact(money[place], picodollars);
  }

  /// Adds money that is not told by class, in picodollars.
  public void other(long picodollars) {
    other = Math.addExact(other, picodollars);
  }

  /// Notes that `count` of the tokens have no price.
  public void unpriced(long count) {
    unpricedTokens = Math.addExact(unpricedTokens, count);
  }

  private void unpriced(String reason, long calls) {
    unpriced = unpriced == null ? new HashMap<>() : unpriced;
    unpriced.merge(reason, calls, Math::addExact);
  }

  /// Notes why the sum is a floor, `times` times.
  public void add(Floor floor, long times) {
    floors = floors == null ? new HashMap<>() : floors;
    floors.merge(floor, times, Math::addExact);
  }

  /// Adds all that `more` holds.
  public void add(Bill more) {
    for (TokenClass tokenClass : CLASSES) {
      add(tokenClass, more.tokens(tokenClass), more.money(tokenClass).picodollars());
    }
    other(more.other().picodollars());
    priced = Math.addExact(priced, more.priced());
    unpriced(more.unpriced().tokens());
    more.unpriced().calls().forEach(this::unpriced);
    more.floors().forEach(this::add);
  }

  /// What was added.
  public Bill bill() {
    var counts = new EnumMap<TokenClass, Long>(TokenClass.class);
    var sums = new EnumMap<TokenClass, Usd>(TokenClass.class);
    for (TokenClass tokenClass : CLASSES) {
      int place = tokenClass.place();
      if (tokens[place] != 0) {
        counts.put(tokenClass, tokens[place]);
      }
      if (money[place] != 0) {
        sums.put(tokenClass, new Usd(money[place]));
      }
    }
    return new Bill(
        counts,
        sums,
        new Usd(other),
        priced,
        new Bill.Unpriced(unpriced == null ? Map.of() : unpriced, unpricedTokens),
        floors == null ? Map.of() : floors);
  }
}
