package dev.breakeven.attribution;

import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.Cost;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Usd;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// A [Bill] that is added up in place, for long sessions.
final class BillSum {
  private final Map<TokenClass, Usd> parts = new EnumMap<>(TokenClass.class);
  private final Map<String, Long> unpriced = new HashMap<>();
  private long energy;
  private long priced;

  void add(Cost cost) {
    switch (cost) {
      case Cost.Priced(Map<TokenClass, Usd> more, Usd electricity) -> {
        more.forEach((key, usd) -> parts.merge(key, usd, Usd::plus));
        energy = Math.addExact(energy, electricity.picodollars());
        priced++;
      }
      case Cost.Unpriced(String reason) -> unpriced.merge(reason, 1L, Math::addExact);
    }
  }

  Bill bill() {
    return new Bill(parts, new Usd(energy), priced, unpriced);
  }
}
