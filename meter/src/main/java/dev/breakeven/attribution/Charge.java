package dev.breakeven.attribution;

import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Usd;
import java.util.EnumMap;
import java.util.Map;

/// Billed tokens and what they cost, by price class.
///
/// @param tokens how many, without the classes that hold none
/// @param money what the priced ones of them cost, without the classes that cost nothing
/// @param unpriced how many of the tokens belong to calls whose price is not known
public record Charge(Map<TokenClass, Long> tokens, Map<TokenClass, Usd> money, long unpriced) {
  /// Nothing.
  public static final Charge NONE = new Charge(Map.of(), Map.of(), 0);

  /// Takes immutable copies.
  public Charge {
    tokens = Map.copyOf(tokens);
    money = Map.copyOf(money);
  }

  /// The tokens in `tokenClass`.
  public long tokens(TokenClass tokenClass) {
    return tokens.getOrDefault(tokenClass, 0L);
  }

  /// What the tokens in `tokenClass` cost.
  public Usd money(TokenClass tokenClass) {
    return money.getOrDefault(tokenClass, Usd.ZERO);
  }

  /// What the priced tokens cost in all.
  public Usd total() {
    Usd sum = Usd.ZERO;
    for (Usd usd : money.values()) {
      sum = sum.plus(usd);
    }
    return sum;
  }

  /// This and `other` together.
  ///
  /// @throws ArithmeticException if a sum is out of range
  public Charge plus(Charge other) {
    var moreTokens = new EnumMap<TokenClass, Long>(TokenClass.class);
    moreTokens.putAll(tokens);
    other.tokens.forEach((key, count) -> moreTokens.merge(key, count, Math::addExact));
    var moreMoney = new EnumMap<TokenClass, Usd>(TokenClass.class);
    moreMoney.putAll(money);
    other.money.forEach((key, usd) -> moreMoney.merge(key, usd, Usd::plus));
    return new Charge(moreTokens, moreMoney, Math.addExact(unpriced, other.unpriced));
  }
}
