package dev.breakeven.pricing;

import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.util.EnumMap;
import java.util.Map;

/// What one call cost, or why that cannot be said.
public sealed interface Cost {
  /// A known cost.
  ///
  /// @param parts the cost of each token class, without the classes that no tokens were in
  /// @param energy the cost of the electricity of a local model; zero for others
  record Priced(Map<TokenClass, Usd> parts, Usd energy) implements Cost {
    /// Takes an immutable copy.
    public Priced {
      parts = Map.copyOf(parts);
    }

    /// All parts and the energy together.
    ///
    /// @throws ArithmeticException if the sum is out of range
    public Usd total() {
      return parts.values().stream().reduce(energy, Usd::plus);
    }
  }

  /// What a call with `usage` cost at the prices of `quote`.
  ///
  /// @throws ArithmeticException if it is out of range
  static Cost of(Usage usage, Quote quote) {
    return switch (quote) {
      case Quote.Priced(UnitPrices each, Usd beside, var _) -> {
        var parts = new EnumMap<TokenClass, Usd>(TokenClass.class);
        for (TokenClass tokenClass : TokenClass.values()) {
          long count = usage.count(tokenClass);
          if (count > 0 && !each.equals(UnitPrices.FREE)) {
            parts.put(tokenClass, new Usd(Math.multiplyExact(count, each.of(tokenClass))));
          }
        }
        yield new Priced(parts, beside);
      }
      case Quote.Unpriced(String reason) -> new Unpriced(reason);
    };
  }

  /// A cost that is not known. It is not zero.
  ///
  /// @param reason why, as a sentence for people
  record Unpriced(String reason) implements Cost {}
}
