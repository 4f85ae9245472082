package dev.breakeven.attribution;

import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.Cost;
import dev.breakeven.pricing.UnitPrices;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// A [Bill] that is added up in place, for long sessions.
final class BillSum {
  private static final TokenClass[] CLASSES = TokenClass.values();

  private final long[] parts = new long[CLASSES.length];
  private final boolean[] billed = new boolean[CLASSES.length];
  private final Map<String, Long> unpriced = new HashMap<>();
  private long energy;
  private long priced;

  /// Adds a call that costs what its tokens cost; gives that, in picodollars.
  long add(Usage usage, UnitPrices prices) {
    long sum = add(TokenClass.UNCACHED, usage.uncached(), prices.uncached());
    sum = Math.addExact(sum, add(TokenClass.WRITE_5M, usage.write5m(), prices.write5m()));
    sum = Math.addExact(sum, add(TokenClass.WRITE_1H, usage.write1h(), prices.write1h()));
    sum = Math.addExact(sum, add(TokenClass.READ, usage.read(), prices.read()));
    sum = Math.addExact(sum, add(TokenClass.OUTPUT, usage.output(), prices.output()));
    priced++;
    return sum;
  }

  private long add(TokenClass tokenClass, long count, long price) {
    if (count <= 0) {
      return 0;
    }
    long part = Math.multiplyExact(count, price);
    add(tokenClass, part);
    return part;
  }

  /// Adds any call; gives what it costs, in picodollars, 0 if that is not known.
  long add(Cost cost) {
    return switch (cost) {
      case Cost.Priced call -> {
        call.parts().forEach((tokenClass, usd) -> add(tokenClass, usd.picodollars()));
        energy = Math.addExact(energy, call.energy().picodollars());
        priced++;
        yield call.total().picodollars();
      }
      case Cost.Unpriced(String reason) -> {
        unpriced.merge(reason, 1L, Math::addExact);
        yield 0;
      }
    };
  }

  private void add(TokenClass tokenClass, long picodollars) {
    int column = tokenClass.place();
    parts[column] = Math.addExact(parts[column], picodollars);
    billed[column] = true;
  }

  Bill bill() {
    var sums = new EnumMap<TokenClass, Usd>(TokenClass.class);
    for (TokenClass tokenClass : CLASSES) {
      if (billed[tokenClass.place()]) {
        sums.put(tokenClass, new Usd(parts[tokenClass.place()]));
      }
    }
    return new Bill(sums, new Usd(energy), priced, unpriced);
  }
}
